using System.Net;
using System.Text;
using Crossdock.Adapters.QuickBooksCommerce;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>A request as it was sent.</summary>
internal sealed record Sent(
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> Query,
    string? Bearer,
    string? IdempotencyKey,
    string Body
);

/// <summary>Stands in for the service: answers what the facts say it answers, and keeps what it was sent.</summary>
internal sealed class Script(Func<Sent, HttpResponseMessage> answer) : HttpMessageHandler
{
    public static readonly Uri Address = new("http://cart.test/");

    private readonly List<Sent> sent = [];

    public IReadOnlyList<Sent> Requests => sent;

    public QuickBooksCommerceCart Cart(params (string Key, string Value)[] settings) =>
        TestConnection.Cart(Address, this, settings: settings.Length > 0 ? settings : [("Token", "privileged")]);

    public static HttpResponseMessage Json(
        string body,
        HttpStatusCode status = HttpStatusCode.OK,
        params (string Name, string Value)[] headers
    )
    {
        var response = new HttpResponseMessage(status)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var one = new Sent(
            request.Method.Method,
            request.RequestUri!.AbsolutePath,
            QueryOf(request.RequestUri),
            request.Headers.Authorization?.Parameter,
            request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null,
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)
        );
        lock (sent)
        {
            sent.Add(one);
            return answer(one);
        }
    }

    private static Dictionary<string, string> QueryOf(Uri address) =>
        address
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .GroupBy(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]))
            .ToDictionary(pairs => pairs.Key, pairs => string.Join('|', pairs));
}
