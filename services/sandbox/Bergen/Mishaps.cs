using Crossdock.Sandbox.Books;
using Crossdock.Sandbox.Seeds;

namespace Crossdock.Sandbox.Bergen;

/// <summary>What a seed says happens to its order once the warehouse has its ticket.</summary>
internal sealed class Mishaps(Ledger books)
{
    public void Imported(Ticket ticket, WarehouseFloor floor)
    {
        if (books.Seeds.All.FirstOrDefault(seed => seed.Number == ticket.CustomerPoNumber) is not { } seed)
        {
            return;
        }
        var order = books.Orders[seed.OrderId];
        if (seed.Kind is SeedKinds.TwoParcels)
        {
            ticket.TwoParcels = true;
        }
        if (seed.Kind is SeedKinds.VoidedOnItsWay)
        {
            floor.SetStatus(ticket, TicketStatuses.OnHold);
            ticket.NextStepAt = null;
            if (!seed.Happened)
            {
                order.Status = "void";
                books.Touch(order);
            }
        }
        if (seed.Kind is SeedKinds.EditedOnItsWay && !seed.Happened)
        {
            Edit(order);
        }
        seed.Happened = true;
        books.Seeds.Save(seed);
    }

    private void Edit(CartOrder order)
    {
        order.Notes = "Please leave it with the neighbour";
        books.Touch(order);
        if (books.Addresses.Find(order.ShippingAddressId) is { } address)
        {
            address.Address2 = "Rear entrance";
            address.UpdatedAt = books.Now;
            books.Addresses.Save(address);
        }
    }
}
