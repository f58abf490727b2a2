using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    public static Decision OrderDelivered(OrderState order, OrderDelivered message)
    {
        var isKnown = order.WarehouseNumber == message.WarehouseNumber;
        order.WarehouseNumber = message.WarehouseNumber;
        if (message.Revision < order.Order!.Revision && order.StopReason is null)
        {
            order.Note = Notes.ShippedAsItWas;
        }

        var description = $"accepted by the warehouse as {message.WarehouseNumber}";
        return order.CurrentState == OrderStatus.New ? Decision.Enter(OrderStatus.AtWms, description)
            : isKnown ? Decision.None
            : Decision.Note(description); // A parcel's message overtook this one.
    }
}
