using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    public static Decision DeliveryNoted(OrderState order, DeliveryNoted message)
    {
        if (order.Delivery?.DeliveryId != message.DeliveryId)
        {
            return Decision.None;
        }

        var isKnown = order.WarehouseNote == message.Note;
        order.WarehouseNote = message.Note;
        return isKnown ? Decision.None : Decision.Note(message.Note ?? "the warehouse's note no longer applies");
    }
}
