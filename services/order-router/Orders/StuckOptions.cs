namespace Crossdock.OrderRouter.Orders;

/// <summary><c>Stuck:…</c> in configuration: how long an order may stay in a status before it is reported.</summary>
public sealed class StuckOptions
{
    /// <summary>For <c>new</c> and <c>shipped</c>, where the hub has to act.</summary>
    public TimeSpan HubAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>For <c>at_wms</c> and <c>partial</c>, where people in the warehouse have to act.</summary>
    public TimeSpan WarehouseAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Null for a status that is final, or already waits for a person.</summary>
    public TimeSpan? For(string status) =>
        status switch
        {
            OrderStatus.New or OrderStatus.Shipped => HubAfter,
            OrderStatus.AtWms or OrderStatus.Partial => WarehouseAfter,
            _ => null,
        };
}
