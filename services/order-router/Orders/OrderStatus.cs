namespace Crossdock.OrderRouter.Orders;

/// <summary>The field's words for the states of an order.</summary>
public static class OrderStatus
{
    private static readonly Dictionary<string, string> ByState = new(StringComparer.Ordinal)
    {
        [nameof(OrderStateMachine.New)] = "new",
        [nameof(OrderStateMachine.AtWms)] = "at_wms",
        [nameof(OrderStateMachine.Partial)] = "partial",
        [nameof(OrderStateMachine.Shipped)] = "shipped",
        [nameof(OrderStateMachine.Confirmed)] = "confirmed",
        [nameof(OrderStateMachine.Error)] = "error",
        [nameof(OrderStateMachine.Canceled)] = "canceled",
        [nameof(OrderStateMachine.Skipped)] = "skipped",
    };

    /// <summary>All of them, in the order of an order's life.</summary>
    public static IReadOnlyCollection<string> All => ByState.Values;

    /// <summary>The field's word for a state.</summary>
    public static string Of(string state) => ByState.GetValueOrDefault(state, "");

    /// <summary>The state behind the field's word; null where there is none.</summary>
    public static string? StateOf(string status) => ByState.FirstOrDefault(pair => pair.Value == status).Key;
}
