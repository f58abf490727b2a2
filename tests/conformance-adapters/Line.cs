namespace Crossdock.Adapters.Tests;

/// <summary>The line between an adapter and the sandbox: a spec can listen in on it, or pull it out.</summary>
internal sealed class Line() : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    /// <summary>Nothing listens there.</summary>
    public const int ClosedPort = 1;

    public Func<Task>? BeforeEachCall { get; set; }

    /// <summary>So many calls find nobody there.</summary>
    public int CallsToNobody { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        await (BeforeEachCall?.Invoke() ?? Task.CompletedTask);
        if (CallsToNobody > 0)
        {
            CallsToNobody--;
            request.RequestUri = new UriBuilder(request.RequestUri!) { Port = ClosedPort }.Uri;
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
