using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>
/// Publishes a posted order to the cart-adapter until the saga has it, and a canceled one until the saga knows of that. From then on the
/// cart-adapter republishes it, as any other.
/// </summary>
public sealed class PostedOrderPublisher(
    IDocuments<OrderState> orders,
    IBus bus,
    BrokerConnection broker,
    TimeProvider time
) : Worker<PostedOrderDocument>
{
    /// <summary>After so many messages without effect a person should know.</summary>
    private const int MaxQuiet = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    public override int BatchSize => 20;
    public override bool CallsExternalSystem => false;

    /// <summary>Without the broker a step could only time out, and its backoff would delay the order once the broker is back.</summary>
    public override Task PassAsync(CancellationToken cancellationToken) => broker.PassAsync(cancellationToken);

    public override async Task StepAsync(
        IReadOnlyList<PostedOrderDocument> documents,
        CancellationToken cancellationToken
    )
    {
        foreach (var document in documents)
        {
            var order = await orders.FindAsync(document.Id, cancellationToken);
            if (IsKnown(order, document.CanceledAt is not null))
            {
                await ClearAsync(document, cancellationToken);
                document.PublishCount = 0;
                document.Done();
                continue;
            }

            using var activity = document.Trace("publish posted order");
            await bus.PublishAsync(
                document.Posted with
                {
                    IsVoid = document.CanceledAt is not null,
                },
                cancellationToken
            );
            document.PublishCount++;
            await RaiseAsync(document, cancellationToken);
            document.Done(time.GetUtcNow() + Backoff.After(document.PublishCount, FirstPause, LongestPause, random: 0));
        }
    }

    private static bool IsKnown(OrderState? order, bool isCanceled) =>
        order is not null
        && (
            !isCanceled
            || order.Order?.VoidReason is not null
            || order.CurrentState is OrderStatus.Canceled or OrderStatus.Skipped
        );

    private async Task RaiseAsync(PostedOrderDocument document, CancellationToken cancellationToken)
    {
        if (document.PublishCount < MaxQuiet)
        {
            return;
        }

        var now = time.GetUtcNow();
        await bus.PublishAsync(
            new ExceptionRaised
            {
                Cause = CauseOf(document),
                Text = $"Orders posted for {document.Cart} are not taken in by the cart-adapter.",
                ToDo =
                    $"Create the cart connection {document.Cart} with the kind Api, or see whether the cart-adapter runs.",
                Example = document.OrderNumber,
                Since = document.CanceledAt ?? document.Posted.PostedAt,
                At = now,
            },
            cancellationToken
        );
    }

    private async Task ClearAsync(PostedOrderDocument document, CancellationToken cancellationToken)
    {
        if (document.PublishCount >= MaxQuiet)
        {
            await bus.PublishAsync(
                new ExceptionCleared { Cause = CauseOf(document), At = time.GetUtcNow() },
                cancellationToken
            );
        }
    }

    private static ExceptionCause CauseOf(PostedOrderDocument document) =>
        new()
        {
            Kind = ExceptionKind.ConnectionUnusable,
            Connection = document.Cart,
            Subject = "posted orders",
        };
}
