using System.Globalization;
using System.Xml.Linq;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The operations on receiving tickets (ASNs). Added ones are staged, like pick tickets.</summary>
internal sealed class ReceivingOperations(
    SandboxDatabase database,
    StepQueue queue,
    BergenTime dates,
    SandboxOptions options
)
{
    private readonly ReceivingXml xml = new(database, dates);
    private readonly StagedTickets<ReceivingTicket> tickets = new(database, dates, database.Receiving);

    public IEnumerable<XElement> Add(BergenCall call)
    {
        var ticket = ReceivingIntake.Read(call.Required("receivingTicket"));
        var problems = ReceivingIntake.Problems(ticket);
        if (problems.Count > 0)
        {
            return [Notifications.Element(problems)];
        }

        database.Change(() =>
        {
            ticket.CreatedAt = ticket.StatusChangedAt = database.Now;
            ticket.NextStepAt = database.Now.AddMilliseconds(options.Pace.ImportMilliseconds);
            database.Receiving.Add(ticket);
            ticket.Number = string.Create(CultureInfo.InvariantCulture, $"RT{ticket.Id:D6}");
            queue.Schedule(ticket);
        });
        return [Notifications.Element(Notifications.Saved), new XElement(Web + "ReceivingTicketId", ticket.Number)];
    }

    public IEnumerable<XElement> AddStatus(BergenCall call) =>
        database.Read<IEnumerable<XElement>>(() =>
        {
            if (Find(call.Text("receivingTicketId")) is not { } ticket)
            {
                return [Notifications.Element(Notifications.NoReceivingTicket)];
            }

            var state = Notifications.ImportOf(ticket);
            return
            [
                Notifications.Element(state),
                Status("ReceivingTicketStatus", ticket.Number, state.Severity, state.Code, state.Message),
            ];
        });

    public IEnumerable<XElement> ByPo(BergenCall call) =>
        tickets.Where("ReceivingTicketsByPO", ticket => ticket.CustomerPo == call.Text("customerPO"));

    public IEnumerable<XElement> ByTicketNo(BergenCall call) =>
        database.Read<IEnumerable<XElement>>(() =>
            Find(call.Text("AsnTicketNumber")) is { Imported: true } ticket
                ? [Notifications.Element(), new XElement(Web + "ReceivingTicketByTicketNo", xml.Whole(ticket))]
                : [Notifications.Element(Notifications.NoReceivingTicket)]
        );

    public IEnumerable<XElement> ByStatusAndCreateDate(BergenCall call) =>
        tickets.ByStatus(call, "receivingTicketStatus", ReceivingSimulator.IsStatus, "ReceivingTickets");

    public IEnumerable<XElement> StatusesByDate(BergenCall call) => Statuses(call, ticket => ticket.StatusChangedAt);

    public IEnumerable<XElement> StatusesByDateConfigurable(BergenCall call) =>
        Statuses(call, ticket => Date(call.Integer("dateType"), ticket));

    /// <summary>What the argument means is not known: the contract has only its name.</summary>
    private static DateTimeOffset? Date(int? dateType, ReceivingTicket ticket) =>
        dateType switch
        {
            1 => ticket.StatusChangedAt,
            2 => ticket.ArrivedAt,
            3 => ticket.AddedAt,
            _ => ticket.CreatedAt,
        };

    private IEnumerable<XElement> Statuses(BergenCall call, Func<ReceivingTicket, DateTimeOffset?> time) =>
        tickets.Between(
            call,
            "StartDate",
            "EndDate",
            time,
            found => new XElement(
                Web + "ReceivingTicketStatus",
                found.Select(ticket =>
                    Status(
                        "ReceivingTicketShipmentStatus",
                        ticket.Number,
                        ticket.Status,
                        ReceivingSimulator.Code(ticket.Status),
                        ticket.Status
                    )
                )
            )
        );

    private static XElement Status(string name, string number, string status, int code, string description) =>
        new(
            Web + name,
            new XElement(Web + "TicketId", number),
            new XElement(Web + "TicketStatus", status),
            new XElement(Web + "StatusCode", code),
            new XElement(Web + "StatusDescription", description)
        );

    private ReceivingTicket? Find(string number) =>
        database.Receiving.All.FirstOrDefault(ticket => ticket.Number == number.Trim());
}
