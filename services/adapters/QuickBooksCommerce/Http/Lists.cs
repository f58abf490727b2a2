using System.Runtime.CompilerServices;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>Lists, page by page and by ids.</summary>
internal static class Lists
{
    /// <summary>Takes a list out of an answer; an answer without it is not of this service.</summary>
    public static IReadOnlyList<T> Of<T>(this Envelope envelope, Func<Envelope, IReadOnlyList<T>?> list) =>
        list(envelope)
        ?? throw new ConnectionProblemException(
            ConnectionProblem.WrongAddress,
            "Something answers at this address, but without the list that was asked for: check Address"
        );

    /// <summary>The pages of a list, from the first to the last, each with what came beside it.</summary>
    public static async IAsyncEnumerable<(IReadOnlyList<T> Objects, Envelope Body)> PagesAsync<T>(
        this CommerceClient client,
        string pathAndFilter,
        Func<Envelope, IReadOnlyList<T>?> list,
        Work work,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        for (var page = 1; ; page++)
        {
            Pagination.Bound(page);
            var answer = await client.GetAsync(
                $"{pathAndFilter}&limit={Pagination.MaxPage}&page={Texts.Of(page)}",
                work,
                cancellationToken
            );
            var objects = answer.Body.Of(list);
            yield return (objects, answer.Body);
            if (answer.Pagination.IsLast(objects.Count))
            {
                yield break;
            }
        }
    }

    /// <summary>The objects with these ids, a page's worth of ids per call; 250 ids stay well below the length that a 414 answers.</summary>
    public static async Task<List<T>> ByIdsAsync<T>(
        this CommerceClient client,
        string resource,
        IEnumerable<long> ids,
        Func<Envelope, IReadOnlyList<T>?> list,
        Work work,
        CancellationToken cancellationToken
    )
    {
        var found = new List<T>();
        foreach (var some in ids.Distinct().Chunk(Pagination.MaxPage))
        {
            // All of them are there when each has come; a service that gives smaller pages than asked for is asked on.
            var count = found.Count;
            var pages = client.PagesAsync($"{resource}?ids={Joined(some)}", list, work, cancellationToken);
            await foreach (var (objects, _) in pages)
            {
                found.AddRange(objects);
                if (found.Count - count >= some.Length)
                {
                    break;
                }
            }
        }

        return found;
    }

    public static string Joined(IEnumerable<long> ids) => string.Join(',', ids.Select(Texts.Of));
}
