using System.Globalization;
using System.Xml.Linq;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The operations on stock: one row per warehouse and product, also at quantity 0.</summary>
internal sealed class InventoryOperations(SandboxDatabase database, BergenTime dates, SandboxOptions options)
{
    public IEnumerable<XElement> All(BergenCall call) => Rows(_ => true);

    public IEnumerable<XElement> ByBatch(BergenCall call) => Batch(call, _ => true);

    public IEnumerable<XElement> FromDateTime(BergenCall call) =>
        dates.From(call.Text("FromDateTime")) is { } from
            ? Rows(row => row.ChangedAt >= from)
            : [Notifications.Element(Notifications.InvalidDate("FromDateTime"))];

    public IEnumerable<XElement> FromDateTimeByBatch(BergenCall call) =>
        dates.From(call.Text("fromDateTime")) is { } from
            ? Batch(call, row => row.ChangedAt >= from)
            : [Notifications.Element(Notifications.InvalidDate("fromDateTime"))];

    public IEnumerable<XElement> ByUpcs(BergenCall call)
    {
        var wanted = call.Element("UPCs").Children("string").Select(upc => upc.Value.Trim()).ToHashSet();
        return Rows(row => wanted.Contains(row.Upc));
    }

    public IEnumerable<XElement> ByStyle(BergenCall call)
    {
        var style = call.Text("style");
        return Rows(row => Product(row).Text("Style").Equals(style, StringComparison.OrdinalIgnoreCase));
    }

    public IEnumerable<XElement> Quantities(BergenCall call) =>
        database.Read<IEnumerable<XElement>>(() =>
            [
                Notifications.Element(),
                new XElement(
                    Web + "Result",
                    database
                        .Stock.All.Where(row => row.Upc == call.Text("UPC"))
                        .Select(row =>
                        {
                            var open = NotShipped(row);
                            return new XElement(
                                Web + "ProductQuantities",
                                new XElement(Web + "Upc", row.Upc),
                                new XElement(Web + "WarehouseName", Warehouses.InventoryName(row.WarehouseId)),
                                new XElement(Web + "ActualQuantity", row.Actual),
                                new XElement(Web + "PendingQuantity", 0),
                                new XElement(Web + "AllocatedQuantity", open),
                                new XElement(Web + "PutAwayQuantity", 0),
                                new XElement(Web + "NotShippedQuantity", open)
                            );
                        })
                ),
            ]
        );

    private IEnumerable<XElement> Rows(Func<StockRow, bool> wanted) =>
        database.Read<IEnumerable<XElement>>(() => [Notifications.Element(), Inventory(Imported(wanted))]);

    /// <summary>Batches are numbered from 1; past the last one there are no rows.</summary>
    private IEnumerable<XElement> Batch(BergenCall call, Func<StockRow, bool> wanted)
    {
        var size = options.Bergen.BatchRows;
        var number = Math.Max(call.Integer("batchNumber") ?? 1, 1);
        return database.Read<IEnumerable<XElement>>(() =>
        {
            var rows = Imported(wanted).ToList();
            return
            [
                Notifications.Element(),
                Inventory(rows.Chunk(size).ElementAtOrDefault(number - 1) ?? []),
                new XElement(Web + "TotalNumberOfBatches", (rows.Count + size - 1) / size),
            ];
        });
    }

    private IEnumerable<StockRow> Imported(Func<StockRow, bool> wanted)
    {
        var now = database.Now;
        return database.Stock.All.Where(row => wanted(row) && Product(row).ImportedAt <= now);
    }

    private XElement Inventory(IEnumerable<StockRow> rows) =>
        new(
            Web + "Inventory",
            rows.Select(row =>
            {
                var product = Product(row);
                return new XElement(
                    Web + "item",
                    new XElement(Web + "Warehouse", Warehouses.InventoryName(row.WarehouseId)),
                    new XElement(Web + "WarehouseId", row.WarehouseId),
                    new XElement(Web + "Sku", product.Text("Sku")),
                    new XElement(Web + "Style", product.Text("Style")),
                    // Seen in lower case; style and size come back as they were sent.
                    new XElement(Web + "Color", product.Text("Color").ToLowerInvariant()),
                    new XElement(Web + "Size", product.Text("Size")),
                    new XElement(Web + "Upc", row.Upc),
                    new XElement(Web + "Description", product.Text("Description")),
                    new XElement(Web + "Price", product.Price.ToString("0.00", CultureInfo.InvariantCulture)),
                    new XElement(Web + "ActualQuantity", row.Actual),
                    new XElement(Web + "PendingQuantity", 0)
                );
            })
        );

    private WarehouseProduct Product(StockRow row) =>
        database.Product(row.Upc) ?? throw new InvalidOperationException($"There is no product {row.Upc}.");

    private int NotShipped(StockRow row) =>
        (int)
            database
                .Tickets.All.Where(ticket => ticket.Live && Warehouses.Id(ticket.Warehouse) == row.WarehouseId)
                .SelectMany(ticket => ticket.Lines)
                .Where(line => line.Upc == row.Upc)
                .Sum(line => line.Quantity - line.Shipped);
}
