using System.Globalization;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Faults;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Moves pick tickets through the warehouse, one step at a time. Runs inside a change of the database.</summary>
internal sealed class WarehouseSimulator(
    SandboxDatabase database,
    SandboxPace pace,
    ITicketScripts scripts,
    FaultTable faults
)
{
    /// <summary>Runs the ticket's next step and sets when the one after is due.</summary>
    public void Step(Ticket ticket)
    {
        ticket.NextStepAt = null;
        if (ticket.Import is ImportState.Pending)
        {
            Import(ticket);
        }
        else if (ticket.Status is TicketStatuses.Shipped or TicketStatuses.Cancelled)
        {
            scripts.Later(ticket, this);
        }
        else if (ticket is { Imported: true, Status: TicketStatuses.Packed or TicketStatuses.PartlyShipped })
        {
            ShipNext(ticket);
        }
        else if (ticket.Imported)
        {
            Advance(ticket);
        }

        database.Tickets.Save(ticket);
    }

    public void SetStatus(Ticket ticket, string status)
    {
        ticket.Status = status;
        ticket.StatusChangedAt = database.Now;
        database.Tickets.Save(ticket);
    }

    /// <summary>Ships one parcel with the given quantities per line, and updates the ticket's status.</summary>
    public void Ship(Ticket ticket, IReadOnlyList<ParcelLine> lines, string? trackingNumber = null)
    {
        var number = ticket.Parcels.Count + 1;
        trackingNumber ??= string.Create(CultureInfo.InvariantCulture, $"1ZXD{ticket.Id:D10}{number:D4}");
        ticket.Parcels.Add(
            new Parcel
            {
                PackageId = number,
                TrackingNumber = trackingNumber,
                ShippedAt = database.Now,
                Weight = 0.5m + lines.Sum(line => line.Quantity),
                Lines = [.. lines],
            }
        );
        foreach (var (line, quantity) in lines)
        {
            ticket.Lines[line].Shipped += quantity;
            if (Stock(ticket, ticket.Lines[line].Upc) is { } row)
            {
                database.ChangeStock(row, row.Actual - (int)quantity);
            }
        }

        ticket.ShippedAt = database.Now;
        SetStatus(ticket, ticket.WhollyShipped ? TicketStatuses.Shipped : TicketStatuses.PartlyShipped);
    }

    /// <summary>The unshipped quantity of each line.</summary>
    public static List<ParcelLine> Unshipped(Ticket ticket) =>
        [
            .. ticket
                .Lines.Select((line, index) => new ParcelLine(index, line.Quantity - line.Shipped))
                .Where(part => part.Quantity > 0),
        ];

    private void Import(Ticket ticket)
    {
        if (ImportProblem(ticket) is { } problem)
        {
            ticket.Refuse(problem);
            return;
        }

        ticket.Import = ImportState.Imported;
        SetStatus(ticket, TicketStatuses.New);
        ticket.NextStepAt = After(pace.StageMilliseconds);
        scripts.Imported(ticket, this);
    }

    private Notification? ImportProblem(Ticket ticket)
    {
        var fault = faults.ForImport([.. ticket.Lines.Select(line => line.Upc)]);
        if (fault?.Fault is FaultKinds.FailImport)
        {
            return Notifications.ImportFailed;
        }

        var refused = ticket.Lines.FindIndex(line =>
            !database.KnowsProduct(line.Upc) || (fault is not null && (fault.Upc ?? line.Upc) == line.Upc)
        );
        return refused < 0 ? null : Notifications.UnknownUpc(refused + 1);
    }

    private void Advance(Ticket ticket)
    {
        if (ticket.Status is TicketStatuses.Printed && !InStock(ticket))
        {
            SetStatus(ticket, TicketStatuses.NoStock);
        }
        else if (TicketStatuses.After(ticket.Status) is { } next)
        {
            SetStatus(ticket, next);
            ticket.NextStepAt = After(pace.StageMilliseconds);
        }
    }

    private void ShipNext(Ticket ticket)
    {
        if (!InStock(ticket))
        {
            SetStatus(ticket, TicketStatuses.NoStock);
            return;
        }

        if (scripts.Ship(ticket, this))
        {
            return;
        }

        var rest = Unshipped(ticket);
        if (ticket.TwoParcels && ticket.Parcels.Count == 0 && Half(rest) is { Count: > 0 } half)
        {
            Ship(ticket, half);
            ticket.NextStepAt = After(pace.SecondParcelMilliseconds);
            return;
        }

        Ship(ticket, rest);
    }

    /// <summary>Half of all units, line by line, so that a parcel may split a line.</summary>
    private static List<ParcelLine> Half(List<ParcelLine> all)
    {
        var left = decimal.Floor(all.Sum(part => part.Quantity) / 2);
        var half = new List<ParcelLine>();
        foreach (var part in all)
        {
            var taken = Math.Min(left, part.Quantity);
            if (taken > 0)
            {
                half.Add(part with { Quantity = taken });
                left -= taken;
            }
        }

        return half;
    }

    private bool InStock(Ticket ticket) =>
        Unshipped(ticket)
            .GroupBy(part => ticket.Lines[part.Line].Upc)
            .All(item => Stock(ticket, item.Key) is { } row && row.Actual >= item.Sum(part => part.Quantity));

    private StockRow? Stock(Ticket ticket, string upc) => database.StockOf(upc, Warehouses.Id(ticket.Warehouse));

    private DateTimeOffset After(int milliseconds) => database.Now.AddMilliseconds(milliseconds);
}
