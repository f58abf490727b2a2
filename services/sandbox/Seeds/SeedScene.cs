using System.Globalization;
using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.QuickBooksCommerce;

namespace Crossdock.Sandbox.Seeds;

/// <summary>A seeded order and its ticket, and what people do with them. Used inside a change.</summary>
internal sealed class SeedScene(
    SandboxDatabase database,
    WarehouseSimulator? simulator,
    SeedEntry seed,
    Ticket? ticket,
    TimeSpan reaction
)
{
    private readonly CartOrder order = database.Orders[seed.OrderId];

    public Ticket Ticket => ticket ?? throw new InvalidOperationException("The order has no ticket yet.");

    private WarehouseSimulator Simulator =>
        simulator ?? throw new InvalidOperationException("The order has no ticket yet.");

    /// <summary>Goes on with the ticket after the time that people take.</summary>
    public void Wait() => Ticket.NextStepAt = database.Now + reaction;

    /// <summary>Gives the ticket a status in which it stays.</summary>
    public void Move(string status)
    {
        Simulator.SetStatus(Ticket, status);
        Ticket.NextStepAt = null;
    }

    /// <summary>All that has not shipped, with one unit more or less of the first item.</summary>
    public List<ParcelLine> Unshipped(int change = 0) =>
        [
            .. WarehouseSimulator
                .Unshipped(Ticket)
                .Select((part, index) => index == 0 ? part with { Quantity = part.Quantity + change } : part),
        ];

    /// <summary>Ships these in one parcel and closes the ticket.</summary>
    public void Ship(List<ParcelLine> parcel, string? trackingNumber = null)
    {
        Ticket.Closed = true;
        Simulator.Ship(Ticket, parcel, trackingNumber);
    }

    /// <summary>Ships everything, and an item that was not ordered.</summary>
    public void ShipWithOther()
    {
        var other = Catalog.Items.First(item => item.Known && Ticket.Lines.TrueForAll(line => line.Upc != item.Upc));
        var parcel = Unshipped();
        Ticket.Lines.Add(new TicketLine { Upc = other.Upc });
        Ship([.. parcel, new ParcelLine(Ticket.Lines.Count - 1, 1)]);
    }

    public void CorrectTracking()
    {
        foreach (var parcel in Ticket.Parcels)
        {
            parcel.TrackingNumber += "C";
        }

        Simulator.SetStatus(Ticket, Ticket.Status);
    }

    public void SetStatus(string status)
    {
        order.Status = status;
        database.Touch(order);
    }

    public void MoveToOtherLocation()
    {
        order.StockLocationId = database.Locations.All.First(place => place.Id != order.StockLocationId).Id;
        database.Touch(order);
    }

    public void EditAddress()
    {
        order.Notes = "Please leave it with the neighbor";
        database.Touch(order);
        if (database.Addresses.Find(order.ShippingAddressId) is { } address)
        {
            address.Address2 = "Rear entrance";
            address.UpdatedAt = database.Now;
            database.Addresses.Save(address);
        }
    }

    public void SetShipMethod(string method)
    {
        var line = database.LinesOf(order).First(line => line.LineType is "shipping");
        line.Label = method;
        line.UpdatedAt = database.Now;
        database.Lines.Save(line);
        database.Touch(order);
    }

    /// <summary>Ships the order in the cart by hand, with goods from the warehouse's shelf.</summary>
    /// <param name="units">How many of each line; null for all.</param>
    public void ShipByHand(decimal? units = null)
    {
        var parts = database.ShippableLinesOf(order).Select(line => (line, units ?? line.Quantity)).ToList();
        new FulfillmentService(database).Create(
            order,
            "fulfilled",
            parts,
            made =>
            {
                made.BySeed = true;
                made.TrackingCompany = "UPS";
                made.TrackingNumber = string.Create(CultureInfo.InvariantCulture, $"HAND{made.Id}");
            }
        );
        foreach (var (line, quantity) in parts)
        {
            if (database.StockOf(database.Variants.Find(line.VariantId)?.Upc, Warehouses.Stocked[0]) is { } row)
            {
                database.ChangeStock(row, row.Actual - (int)quantity);
            }
        }
    }

    public void RemoveGoods()
    {
        foreach (var line in database.ShippableLinesOf(order).ToList())
        {
            new OrderLineService(database).Remove(line);
        }
    }

    /// <summary>Removes the first item and orders another one instead.</summary>
    public void ReplaceLine()
    {
        var lines = new OrderLineService(database);
        var first = database.ShippableLinesOf(order).First();
        var other = database.Variants.All.First(variant =>
            variant.Id != first.VariantId && variant.Sku != Catalog.SharedSku
        );
        lines.Remove(first);
        lines.Add(
            order,
            new CartLine
            {
                VariantId = other.Id,
                Quantity = 1,
                Price = other.RetailPrice,
            }
        );
        database.UpdateStatus(order);
    }

    public void OrderOneMore()
    {
        var first = database.ShippableLinesOf(order).First();
        first.Quantity++;
        first.UpdatedAt = database.Now;
        database.Lines.Save(first);
        database.UpdateStatus(order);
    }
}
