using System.Net;

namespace Crossdock.Conformance.Http;

/// <summary>
/// What a proxy or gateway answers in the place of the system. Whatever the status, it does not tell whether the system has done what it
/// was asked for: after a write the adapter reports <see cref="Crossdock.Adapters.ConnectionProblem.Unclear"/>, and looks.
/// </summary>
public sealed record ForeignAnswer(HttpStatusCode Status, string MediaType, string Body)
{
    private static readonly int[] Pages =
    [
        200,
        301,
        401,
        403,
        404,
        405,
        409,
        413,
        422,
        423,
        425,
        429,
        499,
        500,
        502,
        503,
    ];

    /// <summary>Gateways of programming interfaces answer these in JSON.</summary>
    private static readonly int[] Documents = [401, 403, 404, 409, 422, 429, 502];

    public static IReadOnlyList<ForeignAnswer> All { get; } =
    [
        .. Pages.Select(status => new ForeignAnswer(
            (HttpStatusCode)status,
            "text/html",
            $"<html><body><h1>{status}</h1><p>gateway.example</p></body></html>"
        )),
        .. Documents.Select(status => new ForeignAnswer(
            (HttpStatusCode)status,
            "application/json",
            """{"message":"gateway.example cannot serve this request"}"""
        )),
    ];

    public override string ToString() => $"{(int)Status} with {MediaType}";
}
