using System.Xml.Linq;
using Crossdock.Sandbox.Data;
using static Crossdock.Sandbox.Bergen.BergenNames;
using static Crossdock.Sandbox.Bergen.XmlText;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Writes a pick ticket, its elements in the contract's order.</summary>
internal sealed class TicketXml(SandboxDatabase database, BergenTime dates)
{
    private static readonly string[] Addresses = ["BillToAddress", "ShipToAddress", "MarkForAddress"];

    /// <summary>PickTicketDetails, the result of GetPickTicketObjectByBarCode.</summary>
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
            "Amount" => Plain(ticket.Lines.Sum(line => line.UnitPrice * line.Quantity)),
            "Totalshipmentqty" => Plain(ticket.Lines.Sum(line => line.Shipped)),
            "ShipmentStatus" => ticket.Status,
            "ShipmentStatusCode" => Plain(TicketStatuses.Code(ticket.Status)),
            "FreightCharge" => Plain(ticket.Parcels.Count * 7.5m),
            "MasterTrackingNumber" => ticket.Parcels.Count > 0 ? ticket.Parcels[0].TrackingNumber : "",
            _ => Sent(ticket, name),
        };

    // Version 2 of the boxes capitalizes some names differently; no two names differ in case alone.
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
        var product = database.Product(line.Upc);
        return new XElement(
            name,
            TicketLayout.Line.Select(part => new XElement(
                BergenNames.Details + part,
                part switch
                {
                    "Sku" => product?.Text(part) ?? "",
                    "UPC" => line.ShownUpc ?? line.Upc,
                    "UnitPrice" => Plain(line.UnitPrice),
                    "Quantity" => Plain(quantity),
                    "RequestedQuantity" => Plain(line.Quantity),
                    "ShippedQuantity" => Plain(shipped ?? line.Shipped),
                    // What was sent comes back as it was sent.
                    _ => line.Texts.GetValueOrDefault(part, product?.Text(part) ?? ""),
                }
            ))
        );
    }
}
