using System.Globalization;
using Crossdock.Sandbox.Books;
using Crossdock.Sandbox.Faults;

namespace Crossdock.Sandbox.Bergen;

/// <summary>What happens to a ticket in the warehouse, one step at a time. Runs inside a change of the ledger.</summary>
internal sealed class WarehouseFloor(Ledger books, SandboxPace pace, Mishaps mishaps, FaultBook faults)
{
    /// <summary>Takes the ticket's next step and says when the one after is due (in its NextStepAt).</summary>
    public void Step(Ticket ticket)
    {
        ticket.NextStepAt = null;
        switch (ticket)
        {
            case { Import: ImportState.Pending }:
                Import(ticket);
                break;
            case { Imported: true, Status: TicketStatuses.Packed or TicketStatuses.PartlyShipped }:
                ShipNext(ticket);
                break;
            case { Imported: true }:
                Advance(ticket);
                break;
        }
        books.Tickets.Save(ticket);
    }

    public void SetStatus(Ticket ticket, string status)
    {
        ticket.Status = status;
        ticket.StatusChangedAt = books.Now;
        books.Tickets.Save(ticket);
    }

    /// <summary>Ships one parcel with the given quantities per line; the ticket's status follows.</summary>
    public void Ship(Ticket ticket, IReadOnlyList<ParcelLine> lines, string? trackingNumber = null)
    {
        var number = ticket.Parcels.Count + 1;
        ticket.Parcels.Add(
            new Parcel
            {
                PackageId = number,
                TrackingNumber =
                    trackingNumber ?? string.Create(CultureInfo.InvariantCulture, $"1ZXD{ticket.Id:D10}{number:D4}"),
                ShippedAt = books.Now,
                Weight = 0.5m + lines.Sum(line => line.Quantity),
                Lines = [.. lines],
            }
        );
        foreach (var (place, quantity) in lines)
        {
            ticket.Lines[place].Shipped += quantity;
            if (Row(ticket, ticket.Lines[place].Upc) is { } row)
            {
                row.Actual -= (int)quantity;
                row.ChangedAt = books.Now;
                books.Stock.Save(row);
            }
        }
        ticket.ShippedAt = books.Now;
        SetStatus(ticket, ticket.WhollyShipped ? TicketStatuses.Shipped : TicketStatuses.PartlyShipped);
    }

    /// <summary>What is not shipped yet, line by line.</summary>
    public static List<ParcelLine> Rest(Ticket ticket) =>
        [
            .. ticket
                .Lines.Select((line, place) => new ParcelLine(place, line.Quantity - line.Shipped))
                .Where(part => part.Quantity > 0),
        ];

    private void Import(Ticket ticket)
    {
        if (Refusal(ticket) is { } refusal)
        {
            ticket.Import = ImportState.Failed;
            ticket.ImportCode = refusal.Code;
            ticket.ImportSeverity = refusal.Severity;
            ticket.ImportMessage = refusal.Message;
            return;
        }
        ticket.Import = ImportState.Imported;
        SetStatus(ticket, TicketStatuses.New);
        ticket.NextStepAt = After(pace.StageMilliseconds);
        mishaps.Imported(ticket, this);
    }

    private Notification? Refusal(Ticket ticket)
    {
        var fault = faults.ForImport([.. ticket.Lines.Select(line => line.Upc)]);
        if (fault?.Fault is FaultKinds.FailImport)
        {
            return Notification.ImportFailed;
        }
        var unknown = ticket.Lines.FindIndex(line =>
            !Knows(line.Upc) || (fault is not null && (fault.Upc ?? line.Upc) == line.Upc)
        );
        return unknown < 0 ? null : Notification.UnknownUpc(unknown + 1);
    }

    private void Advance(Ticket ticket)
    {
        var next = TicketStatuses.Stages.Index().FirstOrDefault(stage => stage.Item == ticket.Status).Index + 1;
        if (ticket.Status is TicketStatuses.Printed && !InStock(ticket))
        {
            SetStatus(ticket, TicketStatuses.NoStock);
            return;
        }
        if (next < TicketStatuses.Stages.Count)
        {
            SetStatus(ticket, TicketStatuses.Stages[next]);
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
        var rest = Rest(ticket);
        if (ticket.TwoParcels && ticket.Parcels.Count == 0 && Half(rest) is { Count: > 0 } half)
        {
            Ship(ticket, half);
            ticket.NextStepAt = After(pace.SecondParcelMilliseconds);
            return;
        }
        Ship(ticket, rest);
    }

    /// <summary>Half of all units, taken line by line, so that a parcel may split a line.</summary>
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
        Rest(ticket)
            .GroupBy(part => ticket.Lines[part.Line].Upc)
            .All(item => Row(ticket, item.Key) is { } row && row.Actual >= item.Sum(part => part.Quantity));

    private StockRow? Row(Ticket ticket, string upc)
    {
        var warehouse = Warehouses.Id(ticket.Warehouse);
        return books.Stock.All.FirstOrDefault(row => row.Upc == upc && row.WarehouseId == warehouse);
    }

    private bool Knows(string upc) =>
        books.Products.All.Any(product => product.Upc == upc && product.ImportedAt <= books.Now);

    private DateTimeOffset After(int milliseconds) => books.Now.AddMilliseconds(milliseconds);
}
