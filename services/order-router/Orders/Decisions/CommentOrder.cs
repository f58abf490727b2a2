namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>A person's comment changes nothing but the history.</summary>
    public static Decision CommentOrder(OrderState order, CommentOrder message) =>
        Act(order, message, () => Decision.Note($"comment by {message.By}"));
}
