using System.Globalization;
using System.Xml.Linq;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.Bergen.BergenAnswers;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The operations on receiving tickets: goods announced to the warehouse. Added ones are staged, like pick tickets.</summary>
internal sealed class ReceivingOperations(Ledger books, Clockwork clockwork, BergenTime dates, SandboxOptions options)
{
    private readonly ReceivingXml _xml = new(books, dates);

    public IEnumerable<XElement> Add(BergenCall call)
    {
        var ticket = ReceivingIntake.Read(
            call.Element("receivingTicket") ?? throw new BergenFault("receivingTicket is missing.")
        );
        var problems = ReceivingIntake.Problems(ticket);
        if (problems.Count > 0)
        {
            return [Notifications(problems)];
        }
        books.Change(() =>
        {
            ticket.CreatedAt = ticket.StatusChangedAt = books.Now;
            ticket.NextStepAt = books.Now.AddMilliseconds(options.Pace.ImportMilliseconds);
            books.Receiving.Add(ticket);
            ticket.Number = string.Create(CultureInfo.InvariantCulture, $"RT{ticket.Id:D6}");
            clockwork.Schedule(ticket);
        });
        return [Notifications(Notification.Saved), new XElement(Web + "ReceivingTicketId", ticket.Number)];
    }

    public IEnumerable<XElement> AddStatus(BergenCall call) =>
        books.Read<IEnumerable<XElement>>(() =>
        {
            if (Find(call.Text("receivingTicketId")) is not { } ticket)
            {
                return [Notifications(Notification.NoReceivingTicket)];
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
                Status("ReceivingTicketStatus", ticket.Number, state.Severity, state.Code, state.Message),
            ];
        });

    public IEnumerable<XElement> ByPo(BergenCall call) =>
        books.Read<IEnumerable<XElement>>(() =>
            [
                Notifications(),
                Strings(
                    "ReceivingTicketsByPO",
                    Imported(one => one.CustomerPo == call.Text("customerPO")).Select(one => one.Number)
                ),
            ]
        );

    public IEnumerable<XElement> ByTicketNo(BergenCall call) =>
        books.Read<IEnumerable<XElement>>(() =>
            Find(call.Text("AsnTicketNumber")) is { Import: ImportState.Imported } ticket
                ? [Notifications(), new XElement(Web + "ReceivingTicketByTicketNo", _xml.Whole(ticket))]
                : [Notifications(Notification.NoReceivingTicket)]
        );

    public IEnumerable<XElement> ByStatusAndCreateDate(BergenCall call)
    {
        var status = call.Text("receivingTicketStatus") ?? "";
        if (!ReceivingDock.IsStatus(status))
        {
            throw BergenFault.NotOneOf("receivingTicketStatus", status);
        }
        return Between(call, "startDate", "endDate", one => one.CreatedAt) is not { } tickets
            ? [Notifications(Notification.BadDate("startDate or endDate"))]
            :
            [
                Notifications(),
                Strings("ReceivingTickets", tickets.Where(one => one.Status == status).Select(one => one.Number)),
            ];
    }

    public IEnumerable<XElement> StatusesByDate(BergenCall call) => Statuses(call, one => one.StatusChangedAt);

    public IEnumerable<XElement> StatusesByDateConfigurable(BergenCall call) =>
        Statuses(call, one => Choices.ReceivingDate(call.Whole("dateType") ?? 0, one));

    private IEnumerable<XElement> Statuses(BergenCall call, Func<ReceivingTicket, DateTimeOffset?> time) =>
        Between(call, "StartDate", "EndDate", time) is not { } tickets
            ? [Notifications(Notification.BadDate("StartDate or EndDate"))]
            :
            [
                Notifications(),
                new XElement(
                    Web + "ReceivingTicketStatus",
                    tickets.Select(one =>
                        Status(
                            "ReceivingTicketShipmentStatus",
                            one.Number,
                            one.Status,
                            ReceivingDock.Code(one.Status),
                            one.Status
                        )
                    )
                ),
            ];

    private static XElement Status(string name, string number, string status, int code, string description) =>
        new(
            Web + name,
            new XElement(Web + "TicketId", number),
            new XElement(Web + "TicketStatus", status),
            new XElement(Web + "StatusCode", code),
            new XElement(Web + "StatusDescription", description)
        );

    private List<ReceivingTicket>? Between(
        BergenCall call,
        string start,
        string end,
        Func<ReceivingTicket, DateTimeOffset?> time
    ) =>
        dates.From(call.Text(start) ?? "") is { } from && dates.Until(call.Text(end) ?? "") is { } until
            ? books.Read(() => Imported(one => time(one) >= from && time(one) < until).ToList())
            : null;

    private IEnumerable<ReceivingTicket> Imported(Func<ReceivingTicket, bool> wanted) =>
        books.Receiving.All.Where(one => one.Import is ImportState.Imported && wanted(one));

    private ReceivingTicket? Find(string? number) =>
        books.Receiving.All.FirstOrDefault(one => one.Number == number?.Trim());
}
