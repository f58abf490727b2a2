namespace Crossdock.Contracts;

/// <summary>What identifies a customer in an order, and what is left without it. Pure.</summary>
public static class PersonalData
{
    /// <summary>Country and state remain.</summary>
    public static Address Without(Address address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new Address
        {
            State = address.State,
            Country = address.Country,
            CountryCode = address.CountryCode,
        };
    }

    /// <summary>Without names, addresses and notes; items, dates and numbers remain.</summary>
    public static OrderReceived Without(OrderReceived order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return order with
        {
            ShipTo = Without(order.ShipTo),
            BillTo = order.BillTo is { } to ? Without(to) : null,
            Notes = null,
        };
    }

    /// <summary>Without names, addresses and instructions; items, dates and numbers remain.</summary>
    public static DeliverOrder Without(DeliverOrder delivery)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        return delivery with
        {
            ShipTo = Without(delivery.ShipTo),
            BillTo = delivery.BillTo is { } to ? Without(to) : null,
            Instructions = null,
        };
    }
}
