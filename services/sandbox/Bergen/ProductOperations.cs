using System.Xml.Linq;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The operations on products. Added ones are staged, like pick tickets.</summary>
internal sealed class ProductOperations(SandboxDatabase database, SandboxOptions options)
{
    private static readonly string[] TextNames = ["Sku", "Style", "Color", "Size", "Description"];

    public IEnumerable<XElement> Add(BergenCall call)
    {
        var sent = call.Element("products").Children("StyleMasterProduct").ToList();
        var problems = sent.Count == 0 ? [Notifications.Required("products")] : sent.SelectMany(Problems).ToList();
        if (problems.Count > 0)
        {
            return [Notifications.Element(problems)];
        }

        database.Change(() => sent.ForEach(Stage));
        return [Notifications.Element(Notifications.Saved)];
    }

    public IEnumerable<XElement> AddStatus(BergenCall call) =>
        database.Read<IEnumerable<XElement>>(() =>
            [
                Notifications.Element(
                    database.Product(call.Text("UPC")) switch
                    {
                        null => Notifications.UnknownUpc(1),
                        { } product when product.AddedAt > database.Now => Notifications.Pending,
                        { AddRefused: true } => Notifications.StyleInUse,
                        _ => Notifications.Saved,
                    }
                ),
            ]
        );

    public IEnumerable<XElement> Update(BergenCall call) =>
        database.Change<IEnumerable<XElement>>(() =>
        {
            var sent = call.Element("product");
            if (sent is null || database.Product(sent.Text("Upc")) is not { } product)
            {
                return [Notifications.Element(Notifications.UnknownUpc(1))];
            }

            Fill(product, sent, "UnitPrice");
            return [Notifications.Element(Notifications.Saved)];
        });

    private static IEnumerable<Notification> Problems(XElement product, int index)
    {
        if (product.Text("UPC").Length == 0)
        {
            yield return Notifications.Required($"UPC[item {index + 1}]");
        }

        if (product.Text("Color").Length == 0)
        {
            yield return new(31, "ColorError", $"COLOR[item {index + 1}] is not valid");
        }

        if (product.Number("Price") <= 0)
        {
            yield return new(43, "PriceError", $"PRICE[item {index + 1}] is not valid");
        }
    }

    /// <summary>Updates a known product unless it is in use; its add status then tells of the refusal.</summary>
    private void Stage(XElement sent)
    {
        var upc = sent.Text("UPC");
        var imported = database.Now.AddMilliseconds(options.Pace.ImportMilliseconds);
        var product = database.Product(upc) ?? AddNew(upc, imported);
        product.AddedAt = imported;
        product.AddRefused = InUse(upc);
        if (!product.AddRefused)
        {
            Fill(product, sent, "Price");
        }

        database.Products.Save(product);
    }

    private WarehouseProduct AddNew(string upc, DateTimeOffset imported)
    {
        foreach (var warehouse in Warehouses.Stocked)
        {
            database.Stock.Add(
                new StockRow
                {
                    Upc = upc,
                    WarehouseId = warehouse,
                    ChangedAt = imported,
                }
            );
        }

        return database.Products.Add(new WarehouseProduct { Upc = upc, ImportedAt = imported });
    }

    private bool InUse(string upc) =>
        database.Stock.All.Any(row => row.Upc == upc && row.Actual != 0)
        || database.Tickets.All.Any(ticket => ticket.Open && ticket.Lines.Exists(line => line.Upc == upc))
        || database.Receiving.All.Any(ticket =>
            ReceivingSimulator.IsOpen(ticket) && ticket.Items.Exists(item => item.Upc == upc)
        );

    private void Fill(WarehouseProduct product, XElement sent, string price)
    {
        foreach (var name in TextNames.Where(name => sent.Text(name).Length > 0))
        {
            product.Texts[name] = sent.Text(name);
        }

        product.Price = sent.Text(price).Length > 0 ? sent.Number(price) : product.Price;
        database.Products.Save(product);
    }
}
