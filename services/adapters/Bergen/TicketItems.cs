using System.Xml.Linq;
using Crossdock.Contracts;

namespace Crossdock.Adapters.Bergen;

/// <summary>Reads the line items of a returned ticket or package, by UPC.</summary>
internal static class TicketItems
{
    /// <summary>
    /// What a package holds. Whether Quantity or ShippedQuantity counts the package and which the whole line is not known [?]: a
    /// package holds no more than either, so the smaller one that is there is taken.
    /// </summary>
    public static IReadOnlyList<ShippedItem> InPackage(XElement package) =>
        Positive(
            Sum(
                package,
                line =>
                    (line.Number("Quantity"), line.Number("ShippedQuantity")) switch
                    {
                        ({ } quantity and > 0, { } shipped and > 0) => Math.Min(quantity, shipped),
                        var (quantity, shipped) => Math.Max(quantity ?? 0, shipped ?? 0),
                    }
            )
        );

    /// <summary>What has shipped of the whole ticket. Where no line says so, what was ordered has: it is asked of a shipped ticket only.</summary>
    public static Dictionary<string, decimal> ShippedOf(XElement ticket)
    {
        var shipped = Sum(ticket, line => line.Number("ShippedQuantity") ?? 0);
        return shipped.Values.Any(quantity => quantity > 0)
            ? shipped
            : Sum(ticket, line => line.Number("Quantity") ?? 0);
    }

    public static IReadOnlyList<ShippedItem> Positive(Dictionary<string, decimal> quantities) =>
        [
            .. quantities
                .Where(pair => pair.Value > 0)
                .Select(pair => new ShippedItem { ItemCode = pair.Key, Quantity = pair.Value }),
        ];

    private static Dictionary<string, decimal> Sum(XElement parent, Func<XElement, decimal> quantityOf)
    {
        var sums = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var line in parent.Children("LineItems"))
        {
            // The code goes out as UPC; should the answer leave it empty, the SKU is the next best name.
            if ((line.Text("UPC") ?? line.Text("Sku")) is { } code)
            {
                sums[code] = sums.GetValueOrDefault(code) + quantityOf(line);
            }
        }

        return sums;
    }
}
