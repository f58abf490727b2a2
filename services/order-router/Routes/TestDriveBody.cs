using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Routes;

/// <summary>The order of a test drive: a stored one, or one that is written here; and a route to try instead of the stored one.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TestDriveBody
{
    [Description("A stored order; leave it out to send order.")]
    public Guid? OrderId { get; init; }

    [Description("An order that need not exist; leave it out to send orderId.")]
    public TestOrder? Order { get; init; }

    [Description(
        "The settings of a route, as PUT /api/v1/routes/{cart} takes them: they are tried instead of the stored ones."
    )]
    public JsonElement? Route { get; init; }
}

/// <summary>An order that need not exist.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TestOrder
{
    [Description("The cart connection whose route and rules apply.")]
    public string? Cart { get; init; }

    [Description("Whose order it is: orders of one merchant are compared for duplicates.")]
    public string? Merchant { get; init; }

    [Description("TEST if left out.")]
    public string? OrderNumber { get; init; }

    [Description("Now if left out.")]
    public DateTimeOffset? OrderedAt { get; init; }
    public string? ShipMethod { get; init; }
    public Address? ShipTo { get; init; }
    public IReadOnlyList<TestLine>? Lines { get; init; }

    /// <summary>The same as a cart would have it.</summary>
    /// <exception cref="SettingException">Something is missing.</exception>
    public OrderReceived ToOrder(DateTimeOffset now)
    {
        if (Cart is not { Length: > 0 } cart)
        {
            throw new SettingException("order.cart", "is missing", "name the cart connection");
        }

        if (Lines is not { Count: > 0 } lines || lines.Any(line => line is null))
        {
            throw new SettingException("order.lines", "is missing", "write at least one line with sku and quantity");
        }

        var number = OrderNumber is { Length: > 0 } named ? named : "TEST";
        return new OrderReceived
        {
            OrderId = DerivedId.OfOrder(cart, $"test {number}"),
            Revision = 1,
            Merchant = Merchant ?? "",
            Connection = cart,
            CartOrderId = number,
            OrderNumber = number,
            OrderedAt = OrderedAt ?? now,
            ShipTo = ShipTo ?? new Address(),
            ShipMethod = ShipMethod,
            Lines = [.. lines.Select((line, i) => line.ToLine(i))],
        };
    }
}

/// <summary>A line of such an order.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TestLine
{
    public string? Sku { get; init; }
    public string? Description { get; init; }

    [Description("1 if left out.")]
    public decimal? Quantity { get; init; }
    public decimal UnitPrice { get; init; }

    [Description("Product if left out.")]
    public LineKind? Kind { get; init; }

    internal OrderLine ToLine(int index) =>
        new()
        {
            LineId = $"{index + 1}",
            Kind = Kind ?? LineKind.Product,
            Sku = string.IsNullOrWhiteSpace(Sku) ? null : Sku,
            Description = Description,
            Quantity = Quantity ?? 1,
            UnitPrice = UnitPrice,
        };
}
