using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    public static Decision DeliveryNoted(OrderState order, DeliveryNoted message)
    {
        var isKnown = order.WarehouseNote == message.Note;
        order.WarehouseNote = message.Note;
        return isKnown ? Decision.None : Decision.Note(message.Note ?? "the warehouse's note no longer applies");
    }
}
