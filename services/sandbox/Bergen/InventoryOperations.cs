using System.Globalization;
using System.Xml.Linq;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.Bergen.BergenAnswers;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The operations on stock: one row per warehouse and product, also at quantity 0.</summary>
internal sealed class InventoryOperations(Ledger books, BergenTime dates, SandboxOptions options)
{
    public IEnumerable<XElement> All(BergenCall call) => Rows(_ => true);

    public IEnumerable<XElement> ByBatch(BergenCall call) => Batch(call, _ => true);

    public IEnumerable<XElement> FromDateTime(BergenCall call) =>
        dates.From(call.Text("FromDateTime") ?? "") is { } from
            ? Rows(row => row.ChangedAt >= from)
            : [Notifications(Notification.BadDate("FromDateTime"))];

    public IEnumerable<XElement> FromDateTimeByBatch(BergenCall call) =>
        dates.From(call.Text("fromDateTime") ?? "") is { } from
            ? Batch(call, row => row.ChangedAt >= from)
            : [Notifications(Notification.BadDate("fromDateTime"))];

    public IEnumerable<XElement> ByUpcs(BergenCall call)
    {
        var wanted = call.Element("UPCs").Children("string").Select(upc => upc.Value.Trim()).ToHashSet();
        return Rows(row => wanted.Contains(row.Upc));
    }

    public IEnumerable<XElement> ByStyle(BergenCall call)
    {
        var style = call.Text("style") ?? "";
        return Rows(row => string.Equals(Product(row).Style, style, StringComparison.OrdinalIgnoreCase));
    }

    public IEnumerable<XElement> Quantities(BergenCall call) =>
        books.Read<IEnumerable<XElement>>(() =>
            [
                Notifications(),
                new XElement(
                    Web + "Result",
                    books
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
        books.Read<IEnumerable<XElement>>(() => [Notifications(), Inventory(Imported(wanted))]);

    /// <summary>Batches are counted from 1; past the last one there are no rows.</summary>
    private IEnumerable<XElement> Batch(BergenCall call, Func<StockRow, bool> wanted)
    {
        var size = options.Bergen.BatchRows;
        var number = Math.Max(call.Whole("batchNumber") ?? 1, 1);
        return books.Read<IEnumerable<XElement>>(() =>
        {
            var rows = Imported(wanted).ToList();
            return
            [
                Notifications(),
                Inventory(rows.Chunk(size).ElementAtOrDefault(number - 1) ?? []),
                new XElement(Web + "TotalNumberOfBatches", (rows.Count + size - 1) / size),
            ];
        });
    }

    private IEnumerable<StockRow> Imported(Func<StockRow, bool> wanted)
    {
        var now = books.Now;
        return books.Stock.All.Where(row => wanted(row) && Product(row).ImportedAt <= now);
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
                    new XElement(Web + "Sku", product.Sku),
                    new XElement(Web + "Style", product.Style),
                    new XElement(Web + "Color", product.Color.ToLowerInvariant()),
                    new XElement(Web + "Size", product.Size),
                    new XElement(Web + "Upc", row.Upc),
                    new XElement(Web + "Description", product.Description),
                    new XElement(Web + "Price", product.Price.ToString("0.00", CultureInfo.InvariantCulture)),
                    new XElement(Web + "ActualQuantity", row.Actual),
                    new XElement(Web + "PendingQuantity", 0)
                );
            })
        );

    private WarehouseProduct Product(StockRow row) => books.Products.All.First(product => product.Upc == row.Upc);

    private int NotShipped(StockRow row) =>
        (int)
            books
                .Tickets.All.Where(ticket => ticket.Live && Warehouses.Id(ticket.Warehouse) == row.WarehouseId)
                .SelectMany(ticket => ticket.Lines)
                .Where(line => line.Upc == row.Upc)
                .Sum(line => line.Quantity - line.Shipped);
}
