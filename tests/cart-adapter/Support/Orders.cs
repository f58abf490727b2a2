using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.CartAdapter.Tests.Support;

/// <summary>Orders as the cart of the specs has them.</summary>
internal static class Orders
{
    public static readonly DateTimeOffset Earliest = new(2026, 4, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset May = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly Address Home = new()
    {
        FirstName = "Ada",
        LastName = "Quill",
        Line1 = "1 Test Way",
        City = "Newark",
    };

    public static CartOrder Order(int id = 1) =>
        new()
        {
            CartOrderId = $"{id}",
            OrderNumber = $"#{id}",
            State = CartOrderState.Open,
            OrderedAt = May,
            ChangedAt = May,
            ShipTo = Home,
            ShipMethod = "Standard",
            Lines = [Line("TEE-S", 2)],
        };

    public static OrderLine Line(string? sku, decimal quantity, LineKind kind = LineKind.Product, string id = "l1") =>
        new()
        {
            LineId = id,
            Kind = kind,
            Sku = sku,
            Quantity = quantity,
            Description = "a thing",
        };
}
