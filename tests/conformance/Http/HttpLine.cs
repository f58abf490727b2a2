using Crossdock.Adapters;

namespace Crossdock.Conformance.Http;

/// <summary>The network between an adapter and its system: the one that a host gives, which the kit can listen in on and break.</summary>
public sealed class HttpLine() : DelegatingHandler(ExternalHttp.CreateNetwork())
{
    /// <summary>Nothing listens there.</summary>
    public const int ClosedPort = 1;

    private readonly Lock sync = new();
    private Handling? broken;
    private bool once;

    /// <summary>How a call fares.</summary>
    /// <param name="request">The call.</param>
    /// <param name="sendAsync">Passes it on.</param>
    /// <param name="cancellationToken">The caller gives up.</param>
    internal delegate Task<HttpResponseMessage> Handling(
        HttpRequestMessage request,
        Func<Task<HttpResponseMessage>> sendAsync,
        CancellationToken cancellationToken
    );

    /// <summary>Run before each call.</summary>
    public Func<Task>? BeforeEachCall { get; set; }

    /// <param name="fault">Any but <see cref="Fault.StaleToken"/>, which only the system itself can have.</param>
    /// <param name="once">Only the next call; else all until <see cref="Mend"/>.</param>
    public void Break(Fault fault, bool once) => Set(LineFaults.Of(fault), once);

    /// <summary>Has the next call done, and answered by something in between.</summary>
    public void AnswerNext(ForeignAnswer answer) => Set(LineFaults.Of(answer), once: true);

    public void Mend() => Set(null, once: false);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        await (BeforeEachCall?.Invoke() ?? Task.CompletedTask);
        return Take() is { } handling
            ? await handling(request, () => base.SendAsync(request, cancellationToken), cancellationToken)
            : await base.SendAsync(request, cancellationToken);
    }

    private void Set(Handling? handling, bool once)
    {
        lock (sync)
        {
            (broken, this.once) = (handling, once);
        }
    }

    private Handling? Take()
    {
        lock (sync)
        {
            var handling = broken;
            broken = once ? null : broken;
            return handling;
        }
    }
}
