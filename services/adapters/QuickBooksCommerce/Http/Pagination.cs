using System.Net.Http.Headers;
using System.Text.Json;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>Where in a list a page is, as far as the header X-Pagination or else Link says it: they were seen, not promised.</summary>
/// <param name="TotalRecords">How many objects the whole list has.</param>
/// <param name="LastPage">Whether nothing follows.</param>
internal readonly record struct Pagination(decimal? TotalRecords, bool? LastPage)
{
    /// <summary>The most a page can hold.</summary>
    public const int MaxPage = 250;

    /// <summary>No account has a million of anything; a list without end would be read forever.</summary>
    private const int MaxPages = 4000;

    /// <exception cref="ConnectionProblemException">Down: the list does not end.</exception>
    public static void Bound(int page)
    {
        if (page > MaxPages)
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Down,
                $"QuickBooks Commerce gives a list of more than {MaxPages} pages"
            );
        }
    }

    public static int PagesOf(int count) => (count + MaxPage - 1) / MaxPage;

    public bool IsLast(int count) => count == 0 || (LastPage ?? count < MaxPage);

    public static Pagination In(HttpResponseHeaders headers)
    {
        var counted = CountIn(headers);
        return new(counted?.TotalRecords, counted?.LastPage ?? IsLast(headers));
    }

    private static PaginationObject? CountIn(HttpResponseHeaders headers)
    {
        try
        {
            return headers.TryGetValues("X-Pagination", out var values)
                ? JsonSerializer.Deserialize(values.First(), ReceivedJson.Default.PaginationObject)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A page with a link to the next is not the last one, however few it holds; a page without links says nothing.</summary>
    private static bool? IsLast(HttpResponseHeaders headers) =>
        headers.TryGetValues("Link", out var links)
        && links.Any(link => link.Contains("rel=\"next\"", StringComparison.OrdinalIgnoreCase))
            ? false
            : null;
}
