using System.Xml.Linq;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.Bergen.BergenAnswers;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The operations on pick tickets. Each answers the children of its result.</summary>
internal sealed class TicketOperations(
    Ledger books,
    Clockwork clockwork,
    WarehouseFloor floor,
    BergenTime dates,
    SandboxOptions options
)
{
    private readonly TicketXml _xml = new(books, dates);

    public IEnumerable<XElement> Add(BergenCall call)
    {
        var ticket = PickTicketIntake.Read(
            call.Element("PickTicket") ?? throw new BergenFault("PickTicket is missing."),
            options.Bergen.ClientCode
        );
        var problems = PickTicketIntake.Problems(ticket);
        if (problems.Count > 0)
        {
            return [Notifications(problems)];
        }
        books.Change(() =>
        {
            var now = books.Now;
            ticket.CreatedAt = ticket.StatusChangedAt = now;
            ticket.TwoParcels = ticket.Lines.Sum(line => line.Quantity) >= Choices.TwoParcelsFrom;
            ticket.NextStepAt = now.AddMilliseconds(options.Pace.ImportMilliseconds);
            books.Tickets.Add(ticket);
            clockwork.Schedule(ticket);
        });
        return [Notifications(Notification.Saved)];
    }

    public IEnumerable<XElement> AddStatus(BergenCall call) =>
        books.Read<IEnumerable<XElement>>(() =>
        {
            if (Newest(call.Text("pickTicketNumber"), imported: false) is not { } ticket)
            {
                return [Notifications(Notification.NoPickTicket)];
            }
            var state = ticket.Import switch
            {
                ImportState.Pending => Notification.Pending,
                ImportState.Imported => Notification.Saved,
                _ => new(ticket.ImportCode, ticket.ImportSeverity ?? "Error", ticket.ImportMessage ?? ""),
            };
            return
            [
                Notifications(state),
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
        books.Read<IEnumerable<XElement>>(() =>
            [
                Notifications(),
                Strings(
                    "PickTicketNumbers",
                    books
                        .Tickets.All.Where(ticket => ticket.Imported && ticket.OrderNumber == call.Text("orderNumber"))
                        .Select(ticket => ticket.Number)
                ),
            ]
        );

    public IEnumerable<XElement> Cancel(BergenCall call) =>
        books.Change<IEnumerable<XElement>>(() =>
        {
            var ticket = Newest(call.Text("PickTicketId"), imported: true);
            if (ticket is null || !TicketStatuses.CanBeCancelled(ticket.Status))
            {
                // One that is not there is refused with both notifications, as was recorded.
                return
                [
                    Notifications(
                        ticket is null
                            ? [Notification.NotCancelled, Notification.NoPickTicket]
                            : [Notification.NotCancelled]
                    ),
                ];
            }
            ticket.NextStepAt = null;
            floor.SetStatus(ticket, TicketStatuses.Cancelled);
            return [Notifications(Notification.PickTicketCancelled)];
        });

    public IEnumerable<XElement> ByBarCode(BergenCall call) => Whole(call, _xml.Whole);

    public IEnumerable<XElement> Boxes(BergenCall call) => Whole(call, _xml.Boxes);

    public IEnumerable<XElement> BoxesV2(BergenCall call) => Whole(call, _xml.BoxesV2);

    public IEnumerable<XElement> StatusesByDate(BergenCall call) => Statuses(call, ticket => ticket.StatusChangedAt);

    public IEnumerable<XElement> StatusesByShipDate(BergenCall call) => Statuses(call, ticket => ticket.ShippedAt);

    public IEnumerable<XElement> ByStatusAndCreateDate(BergenCall call)
    {
        var status = call.Text("pickTicketStatus") ?? "";
        if (!TicketStatuses.Known(status))
        {
            throw BergenFault.NotOneOf("pickTicketStatus", status);
        }
        return Between(call, "startDate", "endDate", ticket => ticket.CreatedAt) is not { } tickets
            ? [Notifications(Notification.BadDate("startDate or endDate"))]
            :
            [
                Notifications(),
                Strings(
                    "PickTickets",
                    tickets.Where(ticket => ticket.Status == status).Select(ticket => ticket.Number)
                ),
            ];
    }

    private IEnumerable<XElement> Statuses(BergenCall call, Func<Ticket, DateTimeOffset?> time) =>
        Between(call, "StartDate", "EndDate", time) is not { } tickets
            ? [Notifications(Notification.BadDate("StartDate or EndDate"))]
            :
            [
                Notifications(),
                new XElement(
                    Web + "PickTicketStatus",
                    tickets.Select(ticket => new XElement(
                        Web + "ShipmentStatus",
                        new XElement(Web + "TicketId", ticket.Number),
                        new XElement(Web + "TicketStatus", ticket.Status),
                        new XElement(Web + "StatusCode", TicketStatuses.Code(ticket.Status)),
                        Strings("TrackingNumbers", ticket.Parcels.Select(parcel => parcel.TrackingNumber))
                    ))
                ),
            ];

    private IEnumerable<XElement> Whole(BergenCall call, Func<Ticket, XElement> write) =>
        books.Read<IEnumerable<XElement>>(() =>
            Newest(call.Text("ptbarcode"), imported: true) is { } ticket
                ? [Notifications(), write(ticket)]
                : [Notifications(Notification.NoBarCode)]
        );

    private List<Ticket>? Between(BergenCall call, string start, string end, Func<Ticket, DateTimeOffset?> time)
    {
        if (dates.From(call.Text(start) ?? "") is not { } from || dates.Until(call.Text(end) ?? "") is not { } until)
        {
            return null;
        }
        return books.Read(() =>
            books.Tickets.All.Where(ticket => ticket.Imported && time(ticket) >= from && time(ticket) < until).ToList()
        );
    }

    /// <summary>The newest ticket with the number as sent or with the client code before it.</summary>
    private Ticket? Newest(string? number, bool imported) =>
        books.Tickets.All.LastOrDefault(ticket =>
            (ticket.Imported || !imported) && (ticket.Number == number || ticket.SentNumber == number)
        );
}
