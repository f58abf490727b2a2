namespace Crossdock.OrderRouter.Orders;

/// <summary><c>Stuck:…</c> in configuration: how long an order may stay as it is before people are told.</summary>
public sealed class StuckOptions
{
    /// <summary>For <c>new</c> and <c>shipped</c>, where the hub itself has something to do.</summary>
    public TimeSpan HubAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>For <c>at_wms</c> and <c>partial</c>, where people in a warehouse have.</summary>
    public TimeSpan WarehouseAfter { get; set; } = TimeSpan.FromDays(3);

    /// <summary>Null for a status in which nobody waits, or a person is told already.</summary>
    public TimeSpan? For(string status) =>
        status switch
        {
            "new" or "shipped" => HubAfter,
            "at_wms" or "partial" => WarehouseAfter,
            _ => null,
        };
}
