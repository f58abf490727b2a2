namespace Crossdock.Platform.Work;

/// <summary>
/// Until when the step that runs now may call an external system. A step is canceled when its lease ends, but the timers of a process that
/// was suspended fire only once it goes on, and its steps go on at the same moment: one that has stored its intent would send what another
/// worker has taken over and sent. So the clock is read right before anything is sent.
/// </summary>
internal static class StepLease
{
    private static readonly AsyncLocal<DateTimeOffset?> End = new();

    /// <summary>For the step that calls this, and all that it calls.</summary>
    /// <param name="end">When its lease ends; null if the worker renews it.</param>
    public static void Begin(DateTimeOffset? end) => End.Value = end;

    /// <summary>Stands right before the network.</summary>
    public static DelegatingHandler Guard(HttpMessageHandler network, TimeProvider time) =>
        new Guarded(time) { InnerHandler = network };

    private sealed class Guarded(TimeProvider time) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        ) =>
            End.Value is { } end && time.GetUtcNow() >= end
                ? throw new TimeoutException(
                    $"nothing was sent: the lease had ended at {end:O}, and another worker may have it"
                )
                : base.SendAsync(request, cancellationToken);
    }
}
