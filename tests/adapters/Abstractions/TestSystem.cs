using Microsoft.Extensions.Time.Testing;

namespace Crossdock.Adapters.Abstractions.Tests;

/// <summary>The external call of a system whose answers are JSON objects with an "ok" or a "fault".</summary>
internal sealed class TestSystem(TimeSpan timeout, TimeProvider time) : ExternalCall("Acme", timeout, time)
{
    public const int Limit = 100_000;

    protected override int MaxBytes => Limit;

    protected override bool IsOwnAnswer(ExternalAnswer answer) =>
        answer.JsonObject() is { } json && (json.TryGetProperty("ok", out _) || json.TryGetProperty("fault", out _));

    protected override string? ErrorText(ExternalAnswer answer) =>
        answer.JsonObject() is { } json && json.TryGetProperty("fault", out var fault) ? fault.GetString() : null;

    /// <summary>What one call comes to: null where it is answered.</summary>
    public static async Task<ConnectionProblemException?> ProblemAsync(
        Uri address,
        bool isWrite = false,
        TimeProvider? time = null,
        TimeSpan? timeout = null,
        HttpMessageHandler? network = null,
        CancellationToken cancellationToken = default
    )
    {
        using var sockets = ExternalHttp.CreateNetwork();
        using var handler = new TestSystem(timeout ?? TimeSpan.FromSeconds(30), time ?? new FakeTimeProvider());
        using var client = ExternalHttp.CreateClient(network ?? sockets, handler);
        using var request = new HttpRequestMessage(isWrite ? HttpMethod.Post : HttpMethod.Get, address);
        request.Content = isWrite ? new StringContent("x") : null;
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            return null;
        }
        catch (ConnectionProblemException e)
        {
            return e;
        }
    }
}
