using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Reads GetPickTicketStatusesByDate.</summary>
internal static class ProgressRows
{
    /// <summary>Of the forty only this one's code is known; it serves where the wording is missing.</summary>
    private const int NoStockCode = 370;

    public static IReadOnlyList<DeliveryProgress> Read(XElement result, BergenLog log)
    {
        var rows = new List<DeliveryProgress>();
        var skipped = 0;
        foreach (var row in result.Child("PickTicketStatus")?.Children("ShipmentStatus") ?? [])
        {
            if (row.Text("TicketId") is { } number && Status(row) is { } status)
            {
                var kind = KindOf(status, number, log);
                rows.Add(new(number, kind, status) { TrackingNumbers = NumbersIn(row) });
            }
            else
            {
                skipped++;
            }
        }

        if (skipped > 0)
        {
            log.BergenRowsSkipped(RexOperation.StatusesByDate.Name, skipped);
        }

        return rows;
    }

    /// <summary>
    /// The service keeps one wording from the first parcel to the last but one, and when a number is corrected: the row's tracking numbers
    /// tell, without asking for every ticket.
    /// </summary>
    private static string[] NumbersIn(XElement row) =>
        [
            .. (row.Child("TrackingNumbers")?.Elements() ?? [])
                .Select(element => element.Value.Trim())
                .Where(number => number.Length > 0)
                .Distinct(StringComparer.Ordinal),
        ];

    private static string? Status(XElement row) =>
        row.Text("TicketStatus") is { } said ? NotificationSentences.Shorten(said)
        : row.Number("StatusCode") == NoStockCode ? "CSR - No Stock"
        : null;

    private static ProgressKind KindOf(string status, string number, BergenLog log)
    {
        if (TicketStatuses.KindOf(status) is { } kind)
        {
            return kind;
        }

        log.BergenUnknownStatus(number, status);
        return ProgressKind.Moving;
    }
}
