using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>The warehouse has the delivery, perhaps one that was refused or canceled before.</summary>
    public static Decision OrderDelivered(OrderState order, OrderDelivered message)
    {
        if (order.Earlier(message.DeliveryId) is { } earlier)
        {
            return TurnedUp(order, earlier, message);
        }

        if (
            order.Delivery?.DeliveryId != message.DeliveryId
            || message.Turn < order.Turn
            || (order.DeliveryEnd is not null && message.Turn == order.Turn)
            || (order.DeliveryEnd is null && order.CurrentState == OrderStatus.Canceled)
        )
        {
            return Decision.None; // It came late.
        }

        if (order.DeliveryEnd is not null)
        {
            return TurnedUp(order, message);
        }

        order.Turn = message.Turn;
        var isKnown = order.WarehouseNumber == message.WarehouseNumber;
        order.WarehouseNumber = message.WarehouseNumber;
        order.Sent = [.. order.Sent.Where(one => one.Revision == message.Revision)];
        if (order.CurrentState == OrderStatus.AtWms)
        {
            return Decision.None;
        }

        if (message.Revision < order.Order!.Revision && order.StopReason is null)
        {
            order.Note = Notes.ShippedAsItWas;
        }

        var description = $"accepted by the warehouse as {message.WarehouseNumber}";
        return order.CurrentState == OrderStatus.New ? Proceed(order, description, [])
            : isKnown ? Decision.None
            : Decision.Note(description); // A parcel's message overtook this one.
    }

    /// <summary>The latest delivery is at the warehouse after all: a hold ends automatically; an order that was canceled is canceled there again.</summary>
    private static Decision TurnedUp(OrderState order, OrderDelivered message)
    {
        (order.Turn, order.DeliveryEnd, order.AllShipments) = (message.Turn, null, null);
        (order.RequiresManualRelease, order.CanceledThere, order.CancelRefusal) = (false, false, null);
        order.WarehouseNumber = message.WarehouseNumber;
        var what = $"It turned up at the warehouse after all, as {message.WarehouseNumber}.";
        if (order.CancelReason is not { } reason)
        {
            return Proceed(order, what, []);
        }

        order.Note = $"{what} {reason} The warehouse was asked to cancel.";
        return Proceed(order, order.Note, [Stop(order, reason)]) with { Warnings = [order.Note] };
    }

    /// <summary>An earlier delivery is at the warehouse although another one was sent in its place: one of them has to be canceled.</summary>
    private static Decision TurnedUp(OrderState order, SentDelivery earlier, OrderDelivered message)
    {
        var isNews = message.Turn > earlier.Turn || (earlier.End is null && earlier.WarehouseNumber is null);
        if (!isNews)
        {
            return Decision.None;
        }

        (earlier.Turn, earlier.End, earlier.WarehouseNumber) = (message.Turn, null, message.WarehouseNumber);
        return Proceed(order, null, [Stop(earlier)]);
    }
}
