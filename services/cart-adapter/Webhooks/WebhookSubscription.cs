using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Webhooks;

/// <summary>Subscribes to the cart's webhooks, and checks once a day, if the connection has a <c>WebhookAddress</c>.</summary>
public sealed class WebhookSubscription(
    ConnectionSet<ICart> carts,
    TimeProvider time,
    ILogger<WebhookSubscription> logger
) : Poller
{
    public override string Subject => "webhooks";

    public override TimeSpan Interval(string connection) => TimeSpan.FromDays(1);

    public override async Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        Func<DateTimeOffset, Task> checkpoint,
        CancellationToken cancellationToken
    )
    {
        var (settings, external, _) = carts[connection];
        if (external is INotifyingCart cart && settings.Of<NotifyingCartSettings>().WebhookAddress is { } address)
        {
            await cart.SubscribeAsync(address, cancellationToken);
            WebhookLog.WebhooksSubscribed(logger, connection, address);
        }

        return time.GetUtcNow();
    }
}
