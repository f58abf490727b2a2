using Crossdock.Sandbox.Bergen;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Control;

/// <summary>What a person can do with a pick ticket. Each returns why it cannot be done, or null. Runs inside a change.</summary>
internal sealed class TicketControl(SandboxDatabase database, WarehouseSimulator simulator, StepQueue queue)
{
    private const string NotOpen = "the ticket is not open";

    public Ticket? Find(string number) =>
        database.Tickets.All.LastOrDefault(ticket => ticket.Number == number || ticket.SentNumber == number);

    public string? Ship(Ticket ticket, ShipRequest sent)
    {
        if (!ticket.Open)
        {
            return NotOpen;
        }

        var rest = WarehouseSimulator.Unshipped(ticket);
        var parcel = new List<ParcelLine>();
        foreach (var item in sent.Items ?? [])
        {
            var part = rest.Find(one => ticket.Lines[one.Line].Upc == item.Upc && one.Quantity >= item.Quantity);
            if (part is null || item.Quantity <= 0)
            {
                return $"there are not {item.Quantity} of {item.Upc} left to ship on one line";
            }

            parcel.Add(part with { Quantity = item.Quantity });
            rest.Remove(part);
        }

        ticket.NextStepAt = null;
        ticket.TrackingOnTicket = sent.OnTicket;
        simulator.Ship(ticket, parcel.Count > 0 ? parcel : rest, sent.TrackingNumber);
        return null;
    }

    public string? Stop(Ticket ticket, string status)
    {
        if (!ticket.Open)
        {
            return NotOpen;
        }

        ticket.NextStepAt = null;
        simulator.SetStatus(ticket, status);
        return null;
    }

    public string? Release(Ticket ticket)
    {
        if (ticket.Status is not (TicketStatuses.OnHold or TicketStatuses.NoStock))
        {
            return "the ticket is not on hold";
        }

        simulator.SetStatus(ticket, ticket.Parcels.Count > 0 ? TicketStatuses.PartlyShipped : TicketStatuses.Printed);
        ticket.NextStepAt = database.Now;
        queue.Schedule(ticket);
        return null;
    }
}

/// <summary>What goes into one parcel: everything unshipped if there are no items.</summary>
/// <param name="Items">The items.</param>
/// <param name="TrackingNumber">Its tracking number; the warehouse assigns one if it is null.</param>
/// <param name="OnTicket">True if the ticket shows its tracking itself and lists no packages, as version 2 of the service does.</param>
internal sealed record ShipRequest(List<ShipItem>? Items = null, string? TrackingNumber = null, bool OnTicket = false);

internal sealed record ShipItem(string Upc, decimal Quantity);
