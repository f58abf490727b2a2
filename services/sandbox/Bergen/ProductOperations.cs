using System.Globalization;
using System.Xml.Linq;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.Bergen.BergenAnswers;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The operations on products: added ones are staged, like pick tickets.</summary>
internal sealed class ProductOperations(Ledger books, SandboxOptions options)
{
    public IEnumerable<XElement> Add(BergenCall call)
    {
        var sent = call.Element("products").Children("StyleMasterProduct").ToList();
        var problems = sent.Count == 0 ? [Notification.Required("products")] : sent.SelectMany(Problems).ToList();
        if (problems.Count > 0)
        {
            return [Notifications(problems)];
        }
        books.Change(() =>
        {
            foreach (var product in sent)
            {
                Stage(product);
            }
        });
        return [Notifications(Notification.Saved)];
    }

    public IEnumerable<XElement> AddStatus(BergenCall call) =>
        books.Read<IEnumerable<XElement>>(() =>
            [
                Notifications(
                    Find(call.Text("UPC")) switch
                    {
                        null => Notification.UnknownUpc(1),
                        { } product when product.AddedAt > books.Now => Notification.Pending,
                        { AddRefused: true } => Notification.StyleInUse,
                        _ => Notification.Saved,
                    }
                ),
            ]
        );

    public IEnumerable<XElement> Update(BergenCall call) =>
        books.Change<IEnumerable<XElement>>(() =>
        {
            var sent = call.Element("product");
            if (sent is null || Find(sent.Text("Upc")) is not { } product)
            {
                return [Notifications(Notification.UnknownUpc(1))];
            }
            Fill(product, sent, sent.Text("UnitPrice"));
            books.Products.Save(product);
            return [Notifications(Notification.Saved)];
        });

    private static IEnumerable<Notification> Problems(XElement product, int place)
    {
        if (product.Text("UPC").Length == 0)
        {
            yield return Notification.Required($"UPC[item {place + 1}]");
        }
        if (product.Text("Color").Length == 0)
        {
            yield return new(31, "ColorError", $"COLOR[item {place + 1}] is not valid");
        }
        if (Price(product.Text("Price")) is not > 0)
        {
            yield return new(43, "PriceError", $"PRICE[item {place + 1}] is not valid");
        }
    }

    /// <summary>A known product is filled anew, unless it is in use; that is told by its add status.</summary>
    private void Stage(XElement sent)
    {
        var upc = sent.Text("UPC");
        var imported = books.Now.AddMilliseconds(options.Pace.ImportMilliseconds);
        var product = Find(upc) ?? Add(upc, imported);
        product.AddedAt = imported;
        product.AddRefused = InUse(upc);
        if (!product.AddRefused)
        {
            Fill(product, sent, sent.Text("Price"));
        }

        books.Products.Save(product);
    }

    private WarehouseProduct Add(string upc, DateTimeOffset imported)
    {
        foreach (var warehouse in Warehouses.Stocked)
        {
            books.Stock.Add(
                new StockRow
                {
                    Upc = upc,
                    WarehouseId = warehouse,
                    ChangedAt = imported,
                }
            );
        }

        return books.Products.Add(new WarehouseProduct { Upc = upc, ImportedAt = imported });
    }

    private bool InUse(string upc) =>
        books.Stock.All.Any(row => row.Upc == upc && row.Actual != 0)
        || books.Tickets.All.Any(ticket =>
            ticket.Live && !ticket.WhollyShipped && ticket.Lines.Exists(line => line.Upc == upc)
        )
        || books.Receiving.All.Any(ticket =>
            ReceivingDock.IsOpen(ticket) && ticket.Items.Exists(item => item.Upc == upc)
        );

    private static void Fill(WarehouseProduct product, XElement sent, string price)
    {
        product.Sku = Sent(sent, "Sku", product.Sku);
        product.Style = Sent(sent, "Style", product.Style);
        product.Color = Sent(sent, "Color", product.Color);
        product.Size = Sent(sent, "Size", product.Size);
        product.Description = Sent(sent, "Description", product.Description);
        product.Price = Price(price) ?? product.Price;
    }

    private static string Sent(XElement sent, string name, string otherwise) =>
        sent.Text(name) is { Length: > 0 } text ? text : otherwise;

    private static decimal? Price(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            ? price
            : null;

    private WarehouseProduct? Find(string? upc) =>
        books.Products.All.FirstOrDefault(product => product.Upc == upc?.Trim());
}
