namespace Crossdock.OrderRouter.Orders;

/// <summary>The public names of an order's states.</summary>
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

    /// <summary>All of them, in chronological order.</summary>
    public static IReadOnlyCollection<string> All => ByState.Values;

    /// <summary>The public name of a state.</summary>
    public static string Of(string state) => ByState.GetValueOrDefault(state, "");

    /// <summary>The state with this public name; null if there is none.</summary>
    public static string? StateOf(string status) => ByState.FirstOrDefault(pair => pair.Value == status).Key;
}
