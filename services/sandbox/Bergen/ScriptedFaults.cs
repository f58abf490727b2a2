using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Bergen;

/// <summary>What the kind of a seeded order makes happen once the warehouse has imported its ticket.</summary>
internal sealed class ScriptedFaults(SandboxDatabase database)
{
    public void Imported(Ticket ticket, WarehouseSimulator simulator)
    {
        if (database.Seeds.All.FirstOrDefault(seed => seed.Number == ticket.CustomerPoNumber) is not { } seed)
        {
            return;
        }

        var order = database.Orders[seed.OrderId];
        ticket.TwoParcels |= seed.Kind is SeedEntry.TwoParcels;
        if (seed.Kind is SeedEntry.VoidedAfterImport)
        {
            simulator.SetStatus(ticket, TicketStatuses.OnHold);
            ticket.NextStepAt = null;
            if (!seed.Happened)
            {
                order.Status = "void";
                database.Touch(order);
            }
        }

        if (seed.Kind is SeedEntry.EditedAfterImport && !seed.Happened)
        {
            Edit(order);
        }

        seed.Happened = true;
        database.Seeds.Save(seed);
    }

    private void Edit(CartOrder order)
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
}
