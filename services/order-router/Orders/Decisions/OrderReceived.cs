using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>More than are published before the warehouse has answered.</summary>
    private const int MaxRevisions = 10;

    /// <summary>The warehouses are read often enough within this time to know the parcels that were forgotten.</summary>
    private static readonly TimeSpan LongestUnknown = TimeSpan.FromDays(1);

    /// <summary>An order that is new, or was skipped before.</summary>
    public Decision OrderReceived(OrderState order, OrderReceived message)
    {
        order.ParcelsUnknownBefore = message.MayBeAtWarehouse ? time.GetUtcNow() : null;
        Take(order, message);
        return Plan(order, message.TakenIn ?? "received");
    }

    /// <summary>An order in progress: edited, voided, shipped by hand, or only republished.</summary>
    public Decision OrderReceivedAgain(OrderState order, OrderReceived message)
    {
        var before = (order.Order!.Revision, order.CancelReason, order.ShippedByHand);
        Take(order, message);
        if (order.CancelReason is { } reason)
        {
            var what = $"{reason} The warehouse was asked to cancel.";
            return before.CancelReason is not null ? Decision.Repeat([.. Awaited(order)])
                : order.ShippedByHand is null ? Decision.Note(what, Stop(order, reason))
                : StopAtOnce(order, what, reason);
        }

        if (before.CancelReason is { } earlier && order.CancelRefusal is null)
        {
            return OpenAgain(order, earlier);
        }

        if (order.Order!.Revision > before.Revision)
        {
            return Edited(order);
        }

        return order.ShippedByHand is { } byHand && byHand != before.ShippedByHand
            ? ShippedByHand(order, byHand)
            : Decision.Repeat([.. Awaited(order)]);
    }

    /// <summary>An order on hold whose cart data or configuration may since have been fixed, and which the cart may no longer want shipped.</summary>
    public Decision OrderReceivedOnHold(OrderState order, OrderReceived message)
    {
        var before = (order.Order?.Revision, order.CancelReason, order.ShippedByHand);
        Take(order, message);
        if (order.IsAtWarehouse())
        {
            return (order, before) switch
            {
                ({ CancelReason: null, CancelRefusal: null }, { CancelReason: { } earlier }) when order.GoesOn() =>
                    OpenAgain(order, earlier),
                ({ CancelReason: null }, _) when order.GoesOn() && order.Order!.Revision > before.Revision =>
                    EditedAtWarehouse(order),
                ({ CancelReason: null, ShippedByHand: { } byHand }, _) when byHand != before.ShippedByHand =>
                    ShippedByHand(order, byHand),
                _ => Proceed(order, null, [.. Awaited(order)]), // The cart refused one parcel; the others proceed.
            };
        }

        if (order.RequiresManualRelease)
        {
            return Decision.Repeat([.. Awaited(order)]); // The warehouse may have it after all: a person decides.
        }

        if (order.CancelReason is { } reason)
        {
            return IsInDoubt(order) ? PlanAgain(order, reason) : Cancel(order, reason);
        }

        return PlanFor(order, order.DeliveryNumber + (order.Delivery is null ? 0 : 1)) switch
        {
            DeliveryPlan.Hold hold => HoldAgain(order, hold),
            DeliveryPlan.Skip skip => Skip(order, skip),
            DeliveryPlan.Deliver deliver
                when order.Delivery is not { } ended || !SameToWarehouse(ended, deliver.Command) => PlanAgain(
                order,
                Notes.Mended
            ),
            // It could be sent again as it was; what holds it is how the delivery ended.
            _ when order.DeliveryEnd is { } end && order.Reason?.StartsWith(end, StringComparison.Ordinal) == false =>
                Hold(order, end),
            _ => Decision.None,
        };
    }

    /// <summary>
    /// Republishes that the order is settled; one that was canceled and is open in the cart again is sent as another delivery, and one that
    /// shipped otherwise than the cart has it now is on hold.
    /// </summary>
    public Decision OrderReceivedAfterEnd(OrderState order, OrderReceived message)
    {
        var before = order.CancelReason;
        Take(order, message);
        if (
            order is { CurrentState: OrderStatus.Confirmed, CancelReason: not null, DeliveryEnd: null }
            && before is null
        )
        {
            // Nobody asks the warehouse to stop what it has shipped.
            order.CancelRefusal ??= "all of it has shipped";
        }

        return order switch
        {
            { CurrentState: OrderStatus.Confirmed } => Proceed(order, null, []),
            { CancelReason: null } => PlanAgain(order, "open in the cart again"),
            _ => Decision.Repeat(Settled(order, order.CurrentState)),
        };
    }

    /// <summary>
    /// An edit changes the delivery until it is sent; the wms-adapter knows, and reports which revision it sent. An edit that cannot be
    /// delivered cancels the delivery if it is not too late; so does one that arrives while it is being canceled.
    /// </summary>
    private Decision Edited(OrderState order)
    {
        if (order.StopReason is { } stop)
        {
            return Decision.Note("edited in the cart again", Stop(order, stop));
        }

        if (order.CurrentState != OrderStatus.New)
        {
            return EditedAtWarehouse(order);
        }

        var plan = PlanFor(order, order.DeliveryNumber);
        if (plan is DeliveryPlan.Deliver { Command: var now } && now.Connection != order.Delivery!.Connection)
        {
            return StopFor(order, $"It now goes to {now.Connection}.", Notes.ToBeReplaced);
        }

        if (plan is DeliveryPlan.Deliver deliver)
        {
            order.Delivery = deliver.Command with { ReadSince = order.Delivery?.ReadSince };
            order.Sent = [.. order.Sent.TakeLast(MaxRevisions - 1), OrderContent.Of(order.Order!, deliver.Command)];
            (order.Steps, order.ChangedLines) = (plan.Steps, plan.ChangedLines);
            return Decision.Note("edited in the cart", order.Delivery);
        }

        return StopFor(order, ((DeliveryPlan.Hold)plan).Reason);
    }

    /// <summary>The warehouse ships the earlier revision, and is asked to cancel it if the order must not be shipped any more.</summary>
    private static Decision EditedAtWarehouse(OrderState order)
    {
        if (order is { Order.BlockReason: { } unfit, CancelRefusal: null, StopReason: null })
        {
            return StopFor(order, unfit);
        }

        order.Note = Notes.ShippedAsItWas;
        return Proceed(order, order.Note, [.. Awaited(order)]) with { Warnings = [order.Note] };
    }

    /// <summary>The warehouse was asked to cancel already: once it has, the order goes out as another delivery.</summary>
    private static Decision OpenAgain(OrderState order, string canceled)
    {
        order.StopReason = $"It is open in the cart again; before: {canceled}";
        return Proceed(order, order.StopReason, [Stop(order, order.StopReason)]);
    }

    /// <summary>Partly shipped by hand while the warehouse has all of it, or the rest: that is canceled there, and held for a person.</summary>
    private static Decision ShippedByHand(OrderState order, string byHand)
    {
        if (order is not { StopReason: null, CancelRefusal: null } || !order.GoesOn())
        {
            return Proceed(order, byHand, [.. Awaited(order)]);
        }

        (order.StopReason, order.Note) = (byHand, Notes.ToBeHeld(byHand));
        return StopAtOnce(order, order.Note, byHand);
    }

    /// <summary>What is at the warehouse already may leave a second time: an exception, until the warehouse has canceled it.</summary>
    private static Decision StopAtOnce(OrderState order, string what, string reason) =>
        order.IsAtWarehouse() && order.GoesOn()
            ? Proceed(order, null, [Stop(order, reason)])
            : Decision.Warn(what, Stop(order, reason));

    private static Decision StopFor(OrderState order, string reason, string? note = null)
    {
        (order.StopReason, order.Note) = (reason, note ?? Notes.ToBeStopped(reason));
        return Decision.Warn(order.Note, Stop(order, reason));
    }

    /// <summary>True if what the cart shows as shipped may be parcels of ours that the hub has forgotten.</summary>
    private bool MayBeOurs(OrderState order) =>
        IsInDoubt(order) && order.Order is { ShippedInCart: not ShippedInCart.Nothing };

    /// <summary>True if a warehouse may have the order although the hub does not know it.</summary>
    private bool IsInDoubt(OrderState order) =>
        order.ParcelsUnknownBefore is { } before && time.GetUtcNow() < before + LongestUnknown;

    private void Take(OrderState order, OrderReceived message)
    {
        if (order.Order is { } known)
        {
            var age = (known.Revision, known.Version).CompareTo((message.Revision, message.Version));
            // A message from before the personal data were removed must not bring them back.
            if (age > 0 || (age == 0 && order.RedactedAt is not null))
            {
                return;
            }

            // A repeat that comes late shows nothing of what the cart showed since.
            message = age == 0 && message.ReadAt < known.ReadAt ? message with { ReadAt = known.ReadAt } : message;
        }

        order.IsPosted = message.IsPosted;
        order.RedactedAt = message.ShipTo is { Line1: null, Line2: null } ? order.RedactedAt : null;
        order.ShipToKey = CustomerKey.Of(message.ShipTo.Email);
        order.BillToKey = CustomerKey.Of(message.BillTo?.Email);
        var before = order.Order;
        order.Edit = order.Edit?.Over(message);
        order.Order = order.Edit?.Apply(message) ?? message;
        if (before is not null && order.AcceptedExceptions.Count > 0)
        {
            // What a person has accepted was an earlier edit.
            var edited = OrderContent.Of(before).DifferencesTo(OrderContent.Of(order.Order));
            order.AcceptedExceptions =
            [
                .. order.AcceptedExceptions.Except(edited.Select(OrderExceptions.EditedTooLate)),
            ];
        }

        (order.OrderNumber, order.Merchant, order.Connection) = (
            message.OrderNumber,
            message.Merchant,
            message.Connection
        );
        if (
            message is { ShippedInCart: ShippedInCart.Nothing, VoidReason: null }
            && message.ReadAt > order.ParcelsUnknownBefore
        )
        {
            order.ParcelsUnknownBefore = null;
        }

        var mayBeOurs = MayBeOurs(order);
        order.Delivery = order.Delivery is { } delivery ? delivery with { MustBeThere = mayBeOurs } : null;
        if (mayBeOurs)
        {
            (order.HandShipped, order.ShippedByHand) = ([], null);
        }
        else
        {
            TakeShipped(order, message);
        }

        order.CancelReason = ReasonInCart(order) ?? order.CanceledByPerson;
    }

    private static void TakeShipped(OrderState order, OrderReceived message)
    {
        ConfirmShipment[] ours = [.. order.Shipments.Select(shipment => shipment.Command)];
        order.HandShipped = HandShipped.Of(message, ours);
        var isKnown = message.ShippedInCart == ShippedInCart.Nothing || message.ParcelsInCart is not null;
        var expected = message with { Lines = ChangedLine.Expected(message.Lines, order.ChangedLines) };
        order.ShippedByHand =
            Judgement.ByHand(expected, ours, order.HandShipped) ?? (isKnown ? null : order.ShippedByHand);
    }

    private static bool SameToWarehouse(DeliverOrder one, DeliverOrder other) =>
        one.ShipTo == other.ShipTo
        && (one.Carrier, one.Service, one.Warehouse, one.Connection)
            == (other.Carrier, other.Service, other.Warehouse, other.Connection)
        && one.Items.SequenceEqual(other.Items);
}
