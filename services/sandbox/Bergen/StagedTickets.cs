using System.Xml.Linq;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Bergen;

/// <summary>What the operations on pick tickets and on receiving tickets have in common.</summary>
internal sealed class StagedTickets<T>(SandboxDatabase database, BergenTime dates, Table<T> table)
    where T : StagedTicket
{
    public IEnumerable<T> Imported => table.All.Where(ticket => ticket.Imported);

    /// <summary>Answers from the imported tickets whose time lies between two dates of the call.</summary>
    public IEnumerable<XElement> Between(
        BergenCall call,
        string start,
        string end,
        Func<T, DateTimeOffset?> time,
        Func<IEnumerable<T>, XElement> write
    ) =>
        dates.From(call.Text(start)) is { } from && dates.Until(call.Text(end)) is { } until
            ? database.Read<IEnumerable<XElement>>(() =>
                [Notifications.Element(), write(Imported.Where(ticket => time(ticket) >= from && time(ticket) < until))]
            )
            : [Notifications.Element(Notifications.InvalidDate($"{start} or {end}"))];

    /// <summary>Answers the numbers of the tickets that were created between two dates and have a status.</summary>
    public IEnumerable<XElement> ByStatus(BergenCall call, string argument, Func<string, bool> isStatus, string list)
    {
        var status = call.Text(argument);
        return isStatus(status)
            ? Between(
                call,
                "startDate",
                "endDate",
                ticket => ticket.CreatedAt,
                tickets => Numbers(list, tickets.Where(ticket => ticket.Status == status))
            )
            : throw BergenFault.NotOneOf(argument, status);
    }

    public IEnumerable<XElement> Where(string list, Func<T, bool> wanted) =>
        database.Read<IEnumerable<XElement>>(() => [Notifications.Element(), Numbers(list, Imported.Where(wanted))]);

    private static XElement Numbers(string list, IEnumerable<T> tickets) =>
        Notifications.Strings(list, tickets.Select(ticket => ticket.Number));
}
