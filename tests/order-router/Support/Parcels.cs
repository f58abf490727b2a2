using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Tests.Support;

/// <summary>Short ways to write lines, parcels and routes.</summary>
internal static class Parcels
{
    public static OrderLine Line(string id, string? sku, decimal quantity, LineKind kind = LineKind.Product) =>
        new()
        {
            LineId = id,
            Kind = kind,
            Sku = sku,
            Quantity = quantity,
        };

    public static ShippedItem Item(string code, decimal quantity) => new() { ItemCode = code, Quantity = quantity };

    public static ConfirmedLine Confirmed(string line, decimal quantity) =>
        new() { LineId = line, Quantity = quantity };

    public static OrderRoute Route(Action<RouteOptions>? change = null)
    {
        var options = new RouteOptions
        {
            Warehouse = "acme-warehouse",
            Building = "NJ",
            ItemCodes = [new() { Sku = "TEE-S", Code = "0001" }],
            ShipMethods =
            [
                new()
                {
                    Cart = "Standard",
                    Carrier = "UPS",
                    Service = "UPS GROUND",
                },
            ],
            Carriers = [new() { Warehouse = "UPS", Cart = "United Parcel Service" }],
        };
        change?.Invoke(options);
        return new OrderRoute("acme-cart", options);
    }
}
