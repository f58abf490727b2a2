using System.Globalization;
using System.Xml.Linq;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>A pick ticket as it is given back: its elements in the WSDL's order.</summary>
internal sealed class TicketXml(Ledger books, BergenTime dates)
{
    private static readonly string[] Addresses = ["BillToAddress", "ShipToAddress", "MarkForAddress"];

    /// <summary>PickTicketDetails, the answer of GetPickTicketObjectByBarCode.</summary>
    public XElement Whole(Ticket ticket) =>
        Build(
            ticket,
            TicketLayout.Whole,
            BergenNames.Details,
            parcel => Parcel(ticket, parcel, BergenNames.Details + "PackageList")
        );

    /// <summary>PickTicketDetailsItemsInBoxes, the first version.</summary>
    public XElement Boxes(Ticket ticket) =>
        Build(ticket, TicketLayout.Boxes, BoxDetails, parcel => Parcel(ticket, parcel, BoxDetails + "PackageList"));

    /// <summary>PickTicketDetailsItemsInBoxes, the second version: other spellings, and parcels in a namespace of their own.</summary>
    public XElement BoxesV2(Ticket ticket) =>
        Build(
            ticket,
            TicketLayout.BoxesV2,
            BoxDetailsV2,
            parcel => ParcelV2(ticket, parcel, BoxDetailsV2 + "PackageList")
        );

    private XElement Build(
        Ticket ticket,
        IEnumerable<string> layout,
        XNamespace space,
        Func<Parcel, XElement> parcel
    ) =>
        new(
            Web + "PickTicket",
            layout.Select(name =>
                (object?)(
                    name switch
                    {
                        "PackageList" => ticket.TrackingOnTicket ? null : ticket.Parcels.Select(parcel),
                        "LineItems" => ticket.Lines.Select(line => Line(line, line.Quantity, space + "LineItems")),
                        _ when Addresses.Contains(name) => Address(ticket, name, space),
                        _ => Text(ticket, name) is { } text ? new XElement(space + name, text) : null,
                    }
                )
            ),
            // The contract of version 3 does not have this element.
            ticket.TrackingOnTicket
                ? ticket.Parcels.Select(one => new XElement(space + "TrackingNumber", one.TrackingNumber))
                : null
        );

    private string? Text(Ticket ticket, string name) =>
        name switch
        {
            "PickTicketNumber" => ticket.Number,
            "WareHouse" => ticket.Warehouse,
            "ActualShipDate" => ticket.ShippedAt is { } shipped ? dates.Day(shipped) : "",
            "PaymentTerms" => ticket.Texts.GetValueOrDefault(name, "PENDING"),
            "BillingOption" => ticket.Texts.GetValueOrDefault(name, "PREPAID"),
            "UseAccountUPS" or "UseAccountUps" => Sent(ticket, name) is "1" or "true" ? "true" : "false",
            "Amount" => Plain(ticket.Lines.Sum(line => line.UnitPrice * (double)line.Quantity)),
            "Totalshipmentqty" => Plain(ticket.Lines.Sum(line => line.Shipped)),
            "ShipmentStatus" => ticket.Status,
            "ShipmentStatusCode" => TicketStatuses.Code(ticket.Status).ToString(CultureInfo.InvariantCulture),
            "FreightCharge" => Plain(ticket.Parcels.Count * 7.5m),
            "MasterTrackingNumber" => ticket.Parcels.Count > 0 ? ticket.Parcels[0].TrackingNumber : "",
            _ => Sent(ticket, name),
        };

    // The second version of the boxes spells some names with other capitals, and no two names differ by them alone.
    private static string? Sent(Ticket ticket, string name) =>
        ticket.Texts.FirstOrDefault(text => text.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static XElement? Address(Ticket ticket, string name, XNamespace space) =>
        ticket.Addresses.TryGetValue(name, out var parts)
            ? new XElement(
                space + name,
                TicketLayout
                    .Address.Where(parts.ContainsKey)
                    .Select(part => new XElement(BergenNames.Address + part, parts[part]))
            )
            : null;

    private XElement Parcel(Ticket ticket, Parcel parcel, XName name)
    {
        var space = BergenNames.Details;
        return new XElement(
            name,
            parcel.Lines.Select(part =>
                Line(ticket.Lines[part.Line], part.Quantity, space + "LineItems", part.Quantity)
            ),
            new XElement(space + "PackageWeight", Plain(parcel.Weight)),
            new XElement(space + "UOM", "LB"),
            new XElement(space + "PackageId", parcel.PackageId),
            new XElement(space + "TrackingNumber", parcel.TrackingNumber),
            new XElement(space + "PackageLength", 12),
            new XElement(space + "PackageWidth", 9),
            new XElement(space + "PackageHeight", 4),
            new XElement(space + "PackageType", "BOX"),
            new XElement(space + "ReturnTrackingNumber", ""),
            new XElement(space + "PackageUniqueId", ((long)ticket.Id * 100) + parcel.PackageId)
        );
    }

    private XElement ParcelV2(Ticket ticket, Parcel parcel, XName name)
    {
        var first = Parcel(ticket, parcel, name);
        foreach (var child in first.Elements().ToList())
        {
            var spelling = child.Name.LocalName switch
            {
                "UOM" => "Uom",
                "ReturnTrackingNumber" => "SsCc20",
                var same => same,
            };
            child.Name = BoxPackageV2 + spelling;
        }
        return first;
    }

    private XElement Line(TicketLine line, decimal quantity, XName name, decimal? shipped = null)
    {
        var product = books.Products.All.FirstOrDefault(known => known.Upc == line.Upc);
        var space = BergenNames.Details;
        return new XElement(
            name,
            new XElement(space + "Sku", product?.Sku ?? ""),
            new XElement(space + "Season", line.Texts.GetValueOrDefault("Season", "")),
            // What was sent comes back as it was sent.
            ((string[])["Style", "Description", "Color", "Size"]).Select(part => new XElement(
                space + part,
                line.Texts.GetValueOrDefault(part, product?.Text(part) ?? "")
            )),
            new XElement(space + "UPC", line.Upc),
            new XElement(space + "UnitPrice", Plain(line.UnitPrice)),
            new XElement(space + "Quantity", Plain(quantity)),
            new XElement(space + "RequestedQuantity", Plain(line.Quantity)),
            new XElement(space + "ShippedQuantity", Plain(shipped ?? line.Shipped)),
            new XElement(space + "Comments", line.Texts.GetValueOrDefault("Comments", ""))
        );
    }

    private static string Plain(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Plain(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
