using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// What a person has changed on an order. Each change lies over the cart's value for as long as the cart does not change that value itself.
/// Pure.
/// </summary>
public sealed record OrderEdit
{
    public Edited<Address>? ShipTo { get; init; }
    public Edited<string>? ShipMethod { get; init; }
    public Edited<string>? Notes { get; init; }

    public IReadOnlyList<EditedQuantity> Quantities { get; init; } = [];

    /// <summary>What still lies over the order as the cart has it now; null if nothing does.</summary>
    public OrderEdit? Over(OrderReceived inCart)
    {
        ArgumentNullException.ThrowIfNull(inCart);
        var still = new OrderEdit
        {
            ShipTo = ShipTo is { } to && to.Covers(inCart.ShipTo) ? to : null,
            ShipMethod = ShipMethod is { } method && method.Covers(inCart.ShipMethod) ? method : null,
            Notes = Notes is { } notes && notes.Covers(inCart.Notes) ? notes : null,
            Quantities =
            [
                .. Quantities.Where(one =>
                    inCart.Lines.Any(line =>
                        line.LineId == one.LineId && (line.Quantity == one.InCart || line.Quantity == one.Quantity)
                    )
                ),
            ],
        };
        return still is { ShipTo: null, ShipMethod: null, Notes: null, Quantities.Count: 0 } ? null : still;
    }

    /// <summary>The order with the changes.</summary>
    public OrderReceived Apply(OrderReceived inCart)
    {
        ArgumentNullException.ThrowIfNull(inCart);
        return inCart with
        {
            ShipTo = ShipTo?.Value ?? inCart.ShipTo,
            ShipMethod = ShipMethod?.Value ?? inCart.ShipMethod,
            Notes = Notes?.Value ?? inCart.Notes,
            Lines = [.. inCart.Lines.Select(line => line with { Quantity = QuantityOf(line) })],
        };
    }

    /// <summary>These changes and, over them, those of the command.</summary>
    /// <param name="before">The earlier changes; null if there are none.</param>
    /// <param name="order">The order with the earlier changes.</param>
    /// <param name="message">The command.</param>
    public static OrderEdit With(OrderEdit? before, OrderReceived order, EditOrder message)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(message);
        before ??= new OrderEdit();
        var edited = message.Quantities.Select(one => new EditedQuantity(
            one.LineId,
            before.Of(one.LineId)?.InCart ?? order.Lines.First(line => line.LineId == one.LineId).Quantity,
            one.Quantity
        ));
        return new OrderEdit
        {
            ShipTo = message.ShipTo is { } to
                ? new(before.ShipTo is { } known ? known.InCart : order.ShipTo, to)
                : before.ShipTo,
            ShipMethod = message.ShipMethod is { } method
                ? new(before.ShipMethod is { } one ? one.InCart : order.ShipMethod, method)
                : before.ShipMethod,
            Notes = message.Notes is { } notes
                ? new(before.Notes is { } text ? text.InCart : order.Notes, notes)
                : before.Notes,
            Quantities =
            [
                .. before.Quantities.ExceptBy(message.Quantities.Select(one => one.LineId), one => one.LineId),
                .. edited,
            ],
        };
    }

    /// <summary>The change of a line's quantity; null if there is none.</summary>
    public EditedQuantity? Of(string lineId) => Quantities.FirstOrDefault(one => one.LineId == lineId);

    private decimal QuantityOf(OrderLine line) => Of(line.LineId)?.Quantity ?? line.Quantity;
}

/// <summary>A value of the cart, and the one that a person has put over it.</summary>
public sealed record Edited<T>(T? InCart, T Value)
    where T : class
{
    /// <summary>True if the cart has not changed the value; the router itself republishes the order with the changed one.</summary>
    public bool Covers(T? inCart) => Equals(inCart, InCart) || Value.Equals(inCart);
}

/// <summary>A line's quantity in the cart, and the one that a person has put over it.</summary>
public sealed record EditedQuantity(string LineId, decimal InCart, decimal Quantity);
