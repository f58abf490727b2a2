using System.Xml.Linq;
using Crossdock.Contracts;

namespace Crossdock.Adapters.Bergen;

/// <summary>Reads a batch of inventory.</summary>
internal static class StockRows
{
    public static IReadOnlyList<StockReading> Read(
        XElement result,
        DateTimeOffset readAt,
        RexOperation operation,
        BergenLog log
    )
    {
        var readings = new List<StockReading>();
        var skipped = 0;
        var negative = 0;
        foreach (var row in result.Child("Inventory")?.Children("item") ?? [])
        {
            // A row without a quantity says nothing: it must not be taken for "none".
            if (
                (row.Text("Warehouse") ?? RexChoices.WarehouseById(row.Number("WarehouseId"))) is not { } warehouse
                || row.Text("Upc") is not { } upc
                || row.Number("ActualQuantity") is not { } quantity
            )
            {
                skipped++;
                continue;
            }

            if (quantity < 0)
            {
                negative++;
            }

            readings.Add(
                new()
                {
                    Warehouse = RexChoices.WarehouseName(warehouse),
                    ItemCode = upc,
                    OnHand = Math.Max(0, quantity),
                    ReadAt = readAt,
                }
            );
        }

        if (negative > 0)
        {
            log.BergenNegativeStock(negative);
        }

        if (skipped > 0)
        {
            log.BergenRowsSkipped(operation.Name, skipped);
        }

        return readings;
    }
}
