using System.Xml.Linq;
using Crossdock.Contracts;

namespace Crossdock.Adapters.Bergen;

/// <summary>Reads a batch of inventory. A row without a readable quantity says nothing: it must not be taken for "none".</summary>
internal static class StockRows
{
    public static IReadOnlyList<StockReading> Read(XElement result, DateTimeOffset readAt, BergenLog log)
    {
        var readings = new List<StockReading>();
        var negative = 0;
        foreach (var row in result.Child("Inventory")?.Children("item") ?? [Missing])
        {
            var building = row.Text("Warehouse") ?? RexChoices.WarehouseById(row.Number("WarehouseId"));
            var quantity = row.Number("ActualQuantity");
            negative += quantity < 0 ? 1 : 0;
            readings.Add(
                new()
                {
                    Warehouse = building is null ? "" : RexChoices.WarehouseName(building),
                    ItemCode = building is null ? "" : row.Text("Upc") ?? "",
                    OnHand = quantity is { } onHand ? Math.Max(0, onHand) : null,
                    ReadAt = readAt,
                }
            );
        }

        if (negative > 0)
        {
            log.BergenNegativeStock(negative);
        }

        return readings;
    }

    /// <summary>A batch that never came: whatever may be in it is not missing at the warehouse.</summary>
    private static XElement Missing => new("item");
}
