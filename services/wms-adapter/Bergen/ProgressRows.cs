using System.Xml.Linq;

namespace Crossdock.WmsAdapter.Bergen;

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
                rows.Add(new(number, KindOf(status, number, log), status));
            }
            else
            {
                skipped++;
            }
        }

        if (skipped > 0)
        {
            log.RowsSkipped(RexOperation.StatusesByDate.Name, skipped);
        }

        return rows;
    }

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

        log.UnknownStatus(number, status);
        return ProgressKind.Moving;
    }
}
