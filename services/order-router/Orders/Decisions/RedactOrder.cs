using Crossdock.Contracts;
using Crossdock.OrderRouter.CartRoverApi;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>By then the other services have handled a message that was not lost.</summary>
    private static readonly TimeSpan RepeatRedactionAfter = TimeSpan.FromMinutes(10);

    /// <summary>Removes what identifies the customer; number, status, history and tracking remain.</summary>
    public Decision RedactOrder(OrderState order, RedactOrder message)
    {
        if (!order.HasEnded())
        {
            var isKnown = order.RedactOnceEnded;
            order.RedactOnceEnded = true;
            order.RedactionDueAt ??= time.GetUtcNow();
            return isKnown
                ? Decision.None
                : Decision.Note("the personal data are removed once the order has ended") with
                {
                    By = message.By,
                    Why = message.Reason,
                };
        }

        object[] others =
        [
            new RedactCartOrder { OrderId = order.CorrelationId },
            new RedactDeliveries
            {
                OrderId = order.CorrelationId,
                DeliveryIds =
                [
                    .. order
                        .EarlierDeliveries.Select(earlier => earlier.Command)
                        .Append(order.Delivery)
                        .OfType<DeliverOrder>()
                        .Select(sent => sent.DeliveryId),
                ],
            },
            .. order.IsPosted ? [new RedactPostedOrder { OrderId = order.CorrelationId }] : Array.Empty<object>(),
        ];
        var now = time.GetUtcNow();
        if (order.RedactedAt is not null)
        {
            order.RedactionDueAt = order.RedactionDueAt <= now ? null : order.RedactionDueAt;
            return Decision.Repeat(others);
        }

        Redact(order);
        (order.RedactedAt, order.RedactionDueAt) = (now, now + RepeatRedactionAfter);
        return Decision.Note("the personal data were removed", others) with { By = message.By };
    }

    private static void Redact(OrderState order)
    {
        (order.RedactOnceEnded, order.ShipToKey, order.BillToKey, order.Edit) = (false, null, null, null);
        order.Sent = [];
        order.Order = order.Order is { } received ? PersonalData.Without(received) : null;
        order.Delivery = order.Delivery is { } delivery ? PersonalData.Without(delivery) : null;
        foreach (var earlier in order.EarlierDeliveries)
        {
            earlier.Command = PersonalData.Without(earlier.Command);
        }

        // What people wrote may name the customer; who did what, and when, remains.
        order.History =
        [
            .. order.History.Select(entry =>
                entry with
                {
                    Why = null,
                    Changes =
                    [
                        .. entry.Changes.Select(change =>
                            change.IsPersonal ? change with { Before = null, After = null } : change
                        ),
                    ],
                }
            ),
        ];
    }
}
