using System.Text.Json;
using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.CartAdapter.Orders;

/// <summary>Decides whether to accept a cart's order. Pure: everything it depends on is an argument.</summary>
public static class Intake
{
    /// <summary>In units; more of one line is a mistake.</summary>
    private const decimal MaxQuantity = 1_000_000;

    /// <summary>Why a new order is skipped; null if it is accepted.</summary>
    public static string? ReasonToSkip(CartOrder order, DateTimeOffset earliest) =>
        order switch
        {
            { State: CartOrderState.Void } => "It was voided in the cart before it was accepted.",
            { State: CartOrderState.Shipped } => "It is already shipped in the cart.",
            { State: CartOrderState.PartlyShipped } =>
                "It is already partly shipped in the cart: ship the rest by hand, or void it and order the rest again.",
            _ when order.OrderedAt < earliest =>
                $"It was ordered on {order.OrderedAt:yyyy-MM-dd}, before the earliest order date {earliest:yyyy-MM-dd}.",
            _ => ReasonUnfit(order),
        };

    /// <summary>Why an order cannot be sent, whatever its state; null if it can.</summary>
    public static string? ReasonUnfit(CartOrder order) =>
        order.Problem ?? ReasonInLines(order) ?? ReasonInAddress(order.ShipTo);

    /// <summary>True if the difference between two readings of an order does not matter to a warehouse.</summary>
    public static bool SameForWarehouse(OrderReceived before, OrderReceived now) => Essence(before) == Essence(now);

    private static string? ReasonInLines(CartOrder order)
    {
        if (order.Lines.Count == 0)
        {
            return "It has no lines.";
        }

        var products = order.Lines.Where(line => line.Kind == LineKind.Product).ToList();
        return products.Find(line => line.Quantity < 0) is { } negative
                ? $"Its line {negative.LineId} ({negative.Sku}) has the negative quantity {negative.Quantity:0.####}."
            : products.Find(line => line.Quantity > MaxQuantity) is { } impossible
                ? $"Its line {impossible.LineId} ({impossible.Sku}) has an impossible quantity: at most {MaxQuantity:0} units are shipped of a line."
            : products.TrueForAll(line => line.Quantity == 0)
                ? "It has nothing to ship: no line is an item with a quantity."
            : products.Find(line => line.Quantity > 0 && line.Sku is null) is { } nameless
                ? $"Its line {nameless.LineId} ({nameless.Description}) has no SKU: give its item one, then save the order again."
            : null;
    }

    private static string? ReasonInAddress(Address? to) =>
        to is null ? "It has no ship-to address."
        : to.Line1 is null && to.Line2 is null ? "Its ship-to address has no street."
        : to.FirstName is null && to.LastName is null && to.Company is null
            ? "Its ship-to address names neither a person nor a company."
        : null;

    private static string Essence(OrderReceived order) =>
        JsonSerializer.Serialize(
            new
            {
                order.ShipTo,
                order.ShipMethod,
                Lines = order.Lines.Where(l => l.Kind == LineKind.Product),
                order.Notes,
                // The other dates follow from it and from settings, whose change is no change of the order.
                order.StartDate,
                order.VoidReason,
                order.BlockReason,
            }
        );
}
