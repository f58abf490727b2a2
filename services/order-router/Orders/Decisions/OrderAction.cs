namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    private const int MaxRecentActions = 20;

    /// <summary>Why the cart itself does not want the order shipped; null if it does.</summary>
    public static string? ReasonInCart(OrderState order) =>
        order.Order?.VoidReason
        ?? (order.ShippedByHand == Rules.Judgement.WhollyByHand ? Rules.Judgement.WhollyByHand : null);

    /// <summary>A person's words, so that another sentence can follow.</summary>
    private static string Sentence(string? words) =>
        words is not { Length: > 0 } ? "no reason was given."
        : words[^1] is '.' or '!' or '?' ? words
        : $"{words}.";

    /// <summary>
    /// A person's action: done once, and not on an order that has moved on since the person saw it. The history says who, and why; also where
    /// it could not be done.
    /// </summary>
    private static Decision Act(OrderState order, IOrderAction action, Func<Decision> decide)
    {
        if (order.RecentActions.Contains(action.ActionId))
        {
            return Decision.Repeat([.. Awaited(order), .. Reopened(order)]);
        }

        order.RecentActions = [.. order.RecentActions.TakeLast(MaxRecentActions - 1), action.ActionId];
        var whyNot = OrderActions.IsOutdated(order, action)
            ? "the order had moved on meanwhile."
            : OrderActions.ReasonNot(order, action);
        var decision = whyNot is null
            ? decide()
            : Decision.Note($"{OrderActions.NameOf(action)} by {action.By} was not done: {whyNot}");
        return decision with { By = action.By, Why = action.Reason };
    }
}
