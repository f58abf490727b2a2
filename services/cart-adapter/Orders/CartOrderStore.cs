using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Orders;

/// <summary>Stores the cart's orders: new, changed, voided and skipped ones.</summary>
public sealed partial class CartOrderStore(
    IDocuments<CartOrderDocument> orders,
    WorkSignal<CartOrderDocument> signal,
    StoreMarkReader<CartAdapterModule> marks,
    TimeProvider time,
    ILogger<CartOrderStore> logger
)
{
    /// <summary>An order that was shipped so long after a restore, before it was read, was shipped by hand.</summary>
    private static readonly TimeSpan LongestUnread = TimeSpan.FromDays(1);

    /// <summary>
    /// What a change adds to an order's revision and version: after a restore more than the other services may have seen of it since the
    /// backup.
    /// </summary>
    private const int StepAfterRestore = 1000;

    /// <summary>Stores the order's current state in the cart. Safe to repeat.</summary>
    /// <param name="connection">The cart.</param>
    /// <param name="merchant">Whose order it is.</param>
    /// <param name="earliest">The earliest order date.</param>
    /// <param name="order">As the cart shows it.</param>
    /// <param name="readAt">When the cart was asked, not when it had answered: the order may have changed in between.</param>
    /// <param name="cancellationToken">Stops before the next try.</param>
    /// <returns>True if it was new or had changed.</returns>
    public async Task<bool> KeepAsync(
        string connection,
        string merchant,
        DateTimeOffset earliest,
        CartOrder order,
        DateTimeOffset readAt,
        CancellationToken cancellationToken
    )
    {
        var id = DerivedId.OfOrder(connection, order.CartOrderId);
        var changed = false;
        var mark = await marks.ReadAsync(cancellationToken);
        var known = await orders.UpdateAsync(
            id.ToString("D"),
            document => changed = Change(document, order, merchant, earliest, readAt, mark),
            cancellationToken
        );
        if (known is null && order.State != CartOrderState.NotReady)
        {
            var isForgotten = mark.RestoredAt + LongestUnread > order.ChangedAt;
            changed = await orders.InsertAsync(
                New(id, connection, merchant, earliest, order, readAt, isForgotten),
                cancellationToken
            );
        }

        if (changed)
        {
            signal.Wake();
        }

        return changed;
    }

    /// <summary>Takes in a skipped order whatever its date.</summary>
    /// <returns>False if it is not skipped any more, or unknown.</returns>
    public async Task<bool> TakeInAsync(
        Guid id,
        string merchant,
        CartOrder order,
        DateTimeOffset readAt,
        string takenIn,
        CancellationToken cancellationToken
    )
    {
        var isDone = false;
        await orders.UpdateAsync(
            id.ToString("D"),
            document =>
            {
                isDone = document is { TakenIn: null } and ({ Received: null } or { Settled: "skipped" });
                document.TakenIn = isDone ? takenIn : document.TakenIn;
                return isDone && TakeIn(document, order, merchant, readAt);
            },
            cancellationToken
        );
        signal.Wake();
        return isDone;
    }

    private bool TakeIn(CartOrderDocument document, CartOrder order, string merchant, DateTimeOffset readAt)
    {
        if (document.Received is not { } received)
        {
            return Decide(document, order, merchant, DateTimeOffset.MinValue, readAt);
        }

        // The rules skipped it: another version tells them who wants it all the same.
        document.Received = received with
        {
            TakenIn = document.TakenIn,
            Version = received.Version + 1,
        };
        (document.Settled, document.PublishCount) = (null, 0);
        document.DueNow(time.GetUtcNow());
        return true;
    }

    /// <summary>Publishes an order that is not settled at once, instead of when its next turn comes.</summary>
    public async Task RepublishAsync(Guid id, CancellationToken cancellationToken)
    {
        await orders.UpdateAsync(
            id.ToString("D"),
            document =>
            {
                var isOpen = document.Settled is null;
                if (isOpen)
                {
                    document.DueNow(time.GetUtcNow());
                }

                return isOpen;
            },
            cancellationToken
        );
        signal.Wake();
    }

    private CartOrderDocument New(
        Guid id,
        string connection,
        string merchant,
        DateTimeOffset earliest,
        CartOrder order,
        DateTimeOffset readAt,
        bool isForgotten = false,
        bool isPosted = false
    )
    {
        var document = new CartOrderDocument
        {
            Id = id.ToString("D"),
            Connection = connection,
            IsPosted = isPosted,
            OrderNumber = order.OrderNumber,
            CartOrderId = order.CartOrderId,
            ReadAt = time.GetUtcNow(),
            TraceParent = OrderTrace.NewParent(),
        };
        Decide(document, order, merchant, earliest, readAt, isForgotten);
        return document;
    }

    /// <param name="document">What is known.</param>
    /// <param name="order">As the cart shows it; null if the cart does not have it any more.</param>
    /// <param name="merchant">Whose it is.</param>
    /// <param name="earliest">The earliest order date.</param>
    /// <param name="readAt">When the cart showed it.</param>
    /// <param name="mark">Where the documents come from.</param>
    private bool Change(
        CartOrderDocument document,
        CartOrder? order,
        string merchant,
        DateTimeOffset earliest,
        DateTimeOffset readAt,
        StoreMark mark
    )
    {
        if (document.Received is not { } before)
        {
            var skipped = document.Skipped;
            return order is not (null or { State: CartOrderState.NotReady })
                && Decide(document, order, merchant, earliest, readAt)
                && document.Skipped != skipped;
        }

        var now = order is null
            ? CartJudgement.Missing(before)
            : CartJudgement.Now(before, order, () => ToMessage(document, order, merchant));
        // Without the personal data only the rest tells whether it has changed; they come back only if it is to be sent again.
        var redacted = document.RedactedAt is null ? now : PersonalData.Without(now);
        var isSame = Intake.SameForWarehouse(before, redacted);
        // The rules skipped it for what may have changed: its payment, say.
        var isJudgedAgain = document.Settled == "skipped" && before.Attributes != now.Attributes;
        if (document.Settled is { } settled && !isJudgedAgain && !CartJudgement.MattersAfterEnd(settled, now, isSame))
        {
            return false;
        }

        if (isSame && !isJudgedAgain && CartJudgement.SameShipped(before, now))
        {
            return false;
        }

        var staysRedacted = isSame || document.Settled == "confirmed";
        now = staysRedacted ? redacted : now;
        document.RedactedAt = staysRedacted ? document.RedactedAt : null;
        var step = mark.RestoredAt is null ? 1 : StepAfterRestore;
        document.Received = now with
        {
            Revision = before.Revision + (isSame ? 0 : step),
            Version = before.Version + step,
            ReadAt = readAt,
        };
        (document.Settled, document.PublishCount) = (null, 0);
        document.DueNow(time.GetUtcNow());
        if (isSame)
        {
            return true;
        }

        using var activity = document.Trace("change order");
        OrderChangedInCart(
            logger,
            document.Id,
            document.OrderNumber,
            merchant,
            document.Connection,
            before.Revision + step
        );
        return true;
    }

    private bool Decide(
        CartOrderDocument document,
        CartOrder order,
        string merchant,
        DateTimeOffset earliest,
        DateTimeOffset readAt,
        bool isForgotten = false
    )
    {
        (document.Received, document.Skipped) = (null, null);
        // What the cart shows as shipped or voided may have been sent by us before the store was restored: the warehouse is asked.
        var shipped = isForgotten ? CartJudgement.ShippedIn(order) : ShippedInCart.Nothing;
        var isVoid = isForgotten && order.State == CartOrderState.Void;
        var asked = isVoid || shipped != ShippedInCart.Nothing ? order with { State = CartOrderState.Open } : order;
        if (Intake.ReasonToSkip(asked, document.TakenIn is null ? earliest : DateTimeOffset.MinValue) is { } reason)
        {
            document.Skipped = new OrderSkipped
            {
                OrderId = Guid.Parse(document.Id),
                Merchant = merchant,
                Connection = document.Connection,
                CartOrderId = order.CartOrderId,
                OrderNumber = order.OrderNumber,
                Reason = reason,
                IsPosted = document.IsPosted,
            };
        }
        else
        {
            document.Received = ToMessage(document, order, merchant) with
            {
                ReadAt = readAt,
                ShippedInCart = shipped,
                VoidReason = isVoid ? CartJudgement.Voided : null,
                MayBeAtWarehouse = asked != order,
            };
        }

        (document.Settled, document.PublishCount) = (null, 0);
        document.DueNow(time.GetUtcNow());
        return true;
    }

    private static OrderReceived ToMessage(CartOrderDocument document, CartOrder order, string merchant) =>
        new()
        {
            OrderId = Guid.Parse(document.Id),
            Revision = 1,
            Merchant = merchant,
            Connection = document.Connection,
            CartOrderId = order.CartOrderId,
            OrderNumber = order.OrderNumber,
            OrderedAt = order.OrderedAt,
            ShipTo = order.ShipTo!,
            BillTo = order.BillTo,
            ShipMethod = order.ShipMethod,
            Lines = order.Lines,
            Currency = order.Currency,
            Attributes = order.Attributes,
            Notes = order.Notes,
            StartDate = order.StartDate,
            CancelDate = order.CancelDate,
            HoldUntil = order.HoldUntil,
            TakenIn = document.TakenIn,
            IsPosted = document.IsPosted,
        };

    [LoggerMessage(
        LogLevel.Information,
        "Order {OrderNumber} ({OrderId}) of {Merchant} was changed in {Connection}: revision {Revision}"
    )]
    private static partial void OrderChangedInCart(
        ILogger logger,
        string orderId,
        string orderNumber,
        string merchant,
        string connection,
        int revision
    );
}
