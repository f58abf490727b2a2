using System.Globalization;
using System.Xml.Linq;
using Crossdock.Contracts;

namespace Crossdock.Adapters.Bergen;

/// <summary>A package of a returned pick ticket.</summary>
/// <param name="Items">What it holds; null where it does not say.</param>
internal sealed record TicketPackage(
    string Id,
    string? TrackingNumber,
    decimal? WeightPounds,
    IReadOnlyList<ShippedItem>? Items
)
{
    private const decimal PoundsPerKilogram = 2.20462262m;

    /// <param name="masterTrackingNumber">Of the whole ticket: it serves a package that has none of its own; null where it may not.</param>
    /// <param name="isWhole">Nothing more will leave: then a package that names no number, or "N/A" in its place, has left without one.</param>
    public static TicketPackage Read(XElement package, string? masterTrackingNumber, bool isWhole)
    {
        var text = package.Text("TrackingNumber");
        var own = TrackingNumbers.In(text).Count > 0 ? text : null;
        var items = TicketItems.InPackage(package);
        return new(
            // The long one is unique by its name; a service that leaves both at 0 still tells packages apart by their numbers.
            Whole(package, "PackageUniqueId") ?? Whole(package, "PackageId") ?? own ?? "1",
            own ?? masterTrackingNumber ?? (isWhole ? text ?? "" : null),
            Pounds(package.Number("PackageWeight"), package.Text("UOM")),
            items.Count > 0 ? items : null
        );
    }

    private static string? Whole(XElement package, string name) =>
        package.Number(name) is { } id and > 0 ? id.ToString("0", CultureInfo.InvariantCulture) : null;

    /// <summary>Null for nothing, and for a unit that is not known; without a unit it is pounds, in an American warehouse [?].</summary>
    private static decimal? Pounds(decimal? weight, string? unit) =>
        weight is null or <= 0 or > 1_000_000
            ? null
            : (unit ?? "LB").TrimEnd('.').ToUpperInvariant() switch
            {
                "LB" or "LBS" or "POUND" or "POUNDS" => weight,
                "OZ" or "OUNCE" or "OUNCES" => Round(weight.Value / 16),
                "KG" or "KGS" or "KILOGRAM" or "KILOGRAMS" => Round(weight.Value * PoundsPerKilogram),
                "G" or "GR" or "GRAM" or "GRAMS" => Round(weight.Value * PoundsPerKilogram / 1000),
                _ => null,
            };

    private static decimal Round(decimal pounds) => Math.Round(pounds, 4);
}
