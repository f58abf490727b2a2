using System.Globalization;
using System.Xml.Linq;

namespace Crossdock.Adapters.Bergen;

/// <summary>Reads the parcels of a returned pick ticket.</summary>
internal static class TicketParcels
{
    /// <summary>The parcels that have left, and how many packages were left out.</summary>
    /// <param name="now">Stands in for a ship date that is missing although the ticket has shipped.</param>
    public static (IReadOnlyList<Parcel> Parcels, int HeldBack) Read(
        XElement ticket,
        BergenTime time,
        DateTimeOffset now
    )
    {
        var kind = TicketStatuses.KindOf(ticket.Text("ShipmentStatus"));
        var shipDate = time.Read(ticket.Text("ActualShipDate"));
        // A label, and so a tracking number, is made before the parcel leaves: the number alone is no shipment. A ticket cancelled
        // after its first parcel still has a ship date.
        var hasLeft =
            kind is ProgressKind.Shipped or ProgressKind.PartlyShipped or ProgressKind.Returned || shipDate is not null;
        if (!hasLeft)
        {
            return ([], 0);
        }

        var isWhole = kind is ProgressKind.Shipped or ProgressKind.Returned;
        var packages = Packages(ticket, isWhole);
        List<TicketPackage> told =
        [
            .. packages.Where(package => package is { TrackingNumber: not null, Items: not null }),
        ];
        return (
            [
                .. told.Select(package => new Parcel
                {
                    ParcelId = package.Id,
                    TrackingNumber = package.TrackingNumber!,
                    Carrier = ticket.Text("ShipVia"),
                    Service = ticket.Text("ShipService"),
                    ShippedAt = shipDate ?? now,
                    WeightPounds = package.WeightPounds,
                    Items = package.Items!,
                }),
            ],
            packages.Count - told.Count
        );
    }

    private static List<TicketPackage> Packages(XElement ticket, bool isWhole)
    {
        var master = isWhole ? NumberOfAll(ticket) : null;
        List<TicketPackage> packages =
        [
            .. ticket
                .Children("PackageList")
                // While more may leave, a package without a number of its own has not left.
                .Select(package => TicketPackage.Read(package, master, isWhole)),
        ];
        if (packages.Count == 0 && (master ?? ticket.Text("TrackingNumber")) is { } number)
        {
            // Shipped as one. While more may leave, it waits as any package that does not say what it holds.
            packages.Add(new(number, number, null, null));
        }

        // While more may leave, a package that does not say what it holds waits: what is told of a parcel once stands.
        return WithOwnIds(isWhole ? WithRest(ticket, packages) : packages);
    }

    /// <summary>
    /// The number of a ticket that has left as a whole, for packages that have none of their own: the master number, that of the ticket
    /// (version 2 of the service knows no packages), or that of the first package that has one [?]. Nothing more will be said of such a ticket, so nothing of it is kept back.
    /// </summary>
    private static string? NumberOfAll(XElement ticket) =>
        ticket
            .Children("PackageList")
            .Select(package => package.Text("TrackingNumber"))
            .Prepend(ticket.Text("TrackingNumber"))
            .Prepend(ticket.Text("MasterTrackingNumber"))
            .FirstOrDefault(text => TrackingNumbers.In(text).Count > 0);

    /// <summary>Should packages share an id, all but the first are told apart by their place.</summary>
    private static List<TicketPackage> WithOwnIds(List<TicketPackage> packages)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return packages.ConvertAll(package =>
            (seen[package.Id] = seen.GetValueOrDefault(package.Id) + 1) is var place and > 1
                ? package with
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{package.Id}-{place}"),
                }
                : package
        );
    }

    /// <summary>
    /// The first package that does not say what it holds gets what the ticket has shipped beyond the others; should there be more
    /// such packages they hold nothing that could be named.
    /// </summary>
    private static List<TicketPackage> WithRest(XElement ticket, List<TicketPackage> packages)
    {
        var first = packages.FindIndex(package => package.Items is null);
        if (first < 0)
        {
            return packages;
        }

        var rest = TicketItems.ShippedOf(ticket);
        foreach (var item in packages.SelectMany(package => package.Items ?? []))
        {
            rest[item.ItemCode] = rest.GetValueOrDefault(item.ItemCode) - item.Quantity;
        }

        return
        [
            .. packages.Select(
                (package, index) =>
                    package with
                    {
                        Items = package.Items ?? (index == first ? TicketItems.Positive(rest) : []),
                    }
            ),
        ];
    }
}
