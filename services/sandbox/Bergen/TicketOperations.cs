using System.Xml.Linq;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The operations on pick tickets. Each returns the children of its result.</summary>
internal sealed class TicketOperations(
    SandboxDatabase database,
    StepQueue queue,
    WarehouseSimulator simulator,
    ITicketScripts scripts,
    BergenTime dates,
    SandboxOptions options
)
{
    private readonly TicketXml xml = new(database, dates);
    private readonly StagedTickets<Ticket> tickets = new(database, dates, database.Tickets);

    public IEnumerable<XElement> Add(BergenCall call)
    {
        var ticket = PickTicketIntake.Read(call.Required("PickTicket"), options.Bergen.ClientCode);
        var problems = PickTicketIntake.Problems(ticket);
        if (problems.Count > 0)
        {
            return [Notifications.Element(problems)];
        }

        database.Change(() =>
        {
            ticket.CreatedAt = ticket.StatusChangedAt = database.Now;
            ticket.TwoParcels = ticket.Lines.Sum(line => line.Quantity) >= Choices.TwoParcelsFrom;
            ticket.NextStepAt = database.Now.AddMilliseconds(options.Pace.ImportMilliseconds);
            queue.Schedule(database.Tickets.Add(ticket));
        });
        return [Notifications.Element(Notifications.Saved)];
    }

    public IEnumerable<XElement> AddStatus(BergenCall call) =>
        database.Read<IEnumerable<XElement>>(() =>
        {
            if (Newest(call.Text("pickTicketNumber"), imported: false) is not { } ticket)
            {
                return [Notifications.Element(Notifications.NoPickTicket)];
            }

            var state = Notifications.ImportOf(ticket);
            return
            [
                Notifications.Element(state),
                new XElement(
                    Web + "PickTicketStatus",
                    new XElement(Web + "PickTicketNumber", ticket.Number),
                    new XElement(Web + "StatusCode", state.Code),
                    new XElement(Web + "Status", state.Severity),
                    new XElement(Web + "StatusDetails", state.Message)
                ),
            ];
        });

    public IEnumerable<XElement> ByOrderNumber(BergenCall call) =>
        tickets.Where("PickTicketNumbers", ticket => ticket.OrderNumber == call.Text("orderNumber"));

    public IEnumerable<XElement> Cancel(BergenCall call) =>
        database.Change<IEnumerable<XElement>>(() =>
        {
            if (Newest(call.Text("PickTicketId")) is not { } ticket)
            {
                // Recorded: an unknown ticket is refused with both notifications.
                return [Notifications.Element(Notifications.NotCancelled, Notifications.NoPickTicket)];
            }

            if (!TicketStatuses.CanBeCancelled(ticket.Status))
            {
                return [Notifications.Element(Notifications.NotCancelled)];
            }

            ticket.NextStepAt = null;
            simulator.SetStatus(ticket, TicketStatuses.Cancelled);
            scripts.Canceled(ticket, simulator);
            return [Notifications.Element(Notifications.PickTicketCancelled)];
        });

    public IEnumerable<XElement> ByBarCode(BergenCall call) => One(call, xml.Whole);

    public IEnumerable<XElement> Boxes(BergenCall call) => One(call, xml.Boxes);

    public IEnumerable<XElement> BoxesV2(BergenCall call) => One(call, xml.BoxesV2);

    public IEnumerable<XElement> StatusesByDate(BergenCall call) => Statuses(call, ticket => ticket.StatusChangedAt);

    public IEnumerable<XElement> StatusesByShipDate(BergenCall call) => Statuses(call, ticket => ticket.ShippedAt);

    public IEnumerable<XElement> ByStatusAndCreateDate(BergenCall call) =>
        tickets.ByStatus(call, "pickTicketStatus", TicketStatuses.IsStatus, "PickTickets");

    private IEnumerable<XElement> Statuses(BergenCall call, Func<Ticket, DateTimeOffset?> time) =>
        tickets.Between(
            call,
            "StartDate",
            "EndDate",
            time,
            found => new XElement(
                Web + "PickTicketStatus",
                found.Select(ticket => new XElement(
                    Web + "ShipmentStatus",
                    new XElement(Web + "TicketId", ticket.Number),
                    new XElement(Web + "TicketStatus", ticket.Status),
                    new XElement(Web + "StatusCode", TicketStatuses.Code(ticket.Status)),
                    Notifications.Strings("TrackingNumbers", ticket.Parcels.Select(parcel => parcel.TrackingNumber))
                ))
            )
        );

    private IEnumerable<XElement> One(BergenCall call, Func<Ticket, XElement> write) =>
        database.Read<IEnumerable<XElement>>(() =>
            Newest(call.Text("ptbarcode")) is { } ticket
                ? [Notifications.Element(), write(ticket)]
                : [Notifications.Element(Notifications.NoBarCode)]
        );

    /// <summary>The newest ticket with the number, with or without the client code before it.</summary>
    private Ticket? Newest(string number, bool imported = true) =>
        database.Tickets.All.LastOrDefault(ticket =>
            (ticket.Imported || !imported) && (ticket.Number == number || ticket.SentNumber == number)
        );
}
