using System.Xml.Linq;
using Crossdock.Sandbox.Bergen.Contract;
using Crossdock.Sandbox.Data;
using static Crossdock.Sandbox.Bergen.BergenNames;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Writes a receiving ticket, its elements in the contract's order.</summary>
internal sealed class ReceivingXml(SandboxDatabase database, BergenTime dates)
{
    private static readonly IReadOnlyList<string> Layout = RexContract.Known.Layout(Receiving + "ReceivingTicket");
    private static readonly IReadOnlyList<string> ItemLayout = RexContract.Known.Layout(
        ReceivingItems + "ShipmentItemsList"
    );
    private static readonly IReadOnlyList<string> SupplierLayout = RexContract.Known.Layout(
        Address + "SupplierAddress"
    );

    public XElement Whole(ReceivingTicket ticket) =>
        new(Web + "ReceivingTicket", Layout.SelectMany(name => Part(ticket, name)));

    private IEnumerable<XElement> Part(ReceivingTicket ticket, string name) =>
        name switch
        {
            "Shipmentitemslist" => ticket.Items.Select(Item),
            "ShipmentTypelist" => ticket.ShipmentTypes.Select(type => Simple(name, type)),
            "TrackingNumbers" => ticket.TrackingNumbers.Select(one => Simple(name, one)),
            "SupplierDetails" when ticket.Supplier.Count > 0 =>
            [
                new XElement(
                    Receiving + name,
                    SupplierLayout
                        .Where(ticket.Supplier.ContainsKey)
                        .Select(part => new XElement(Address + part, ticket.Supplier[part]))
                ),
            ],
            "SupplierDetails" => [],
            _ => [Simple(name, Text(ticket, name))],
        };

    private static XElement Simple(string name, string text) => new(Receiving + name, text);

    private string Text(ReceivingTicket ticket, string name) =>
        name switch
        {
            "ReceivingStatus" => ticket.Status,
            "ReceivingStatusCode" => XmlText.Plain(ReceivingSimulator.Code(ticket.Status)),
            "CreatedDate" => dates.Second(ticket.CreatedAt),
            "Warehouse" => ticket.Warehouse,
            "AddedToInventoryDate" => ticket.AddedAt is { } added ? dates.DayAndSecond(added) : "",
            "ArrivedDate" => ticket.ArrivedAt is { } arrived ? dates.Day(arrived) : "",
            "IMPORTSTATUSTEXT" => "",
            _ => ticket.Texts.GetValueOrDefault(name, ""),
        };

    private XElement Item(ReceivingItem item)
    {
        var product = database.Product(item.Upc);
        return new XElement(
            Receiving + "Shipmentitemslist",
            ItemLayout.Select(name => new XElement(
                ReceivingItems + name,
                name switch
                {
                    "ExpectedQuantity" => XmlText.Plain(item.Expected),
                    "ActualQuantity" => XmlText.Plain(item.Actual),
                    "DamagedQuantity" => "0",
                    "UnitCost" => item.Texts.GetValueOrDefault(name, "0"),
                    "ProductMSRP" => item.Texts.GetValueOrDefault(name, XmlText.Plain(product?.Price ?? 0)),
                    "ShipmentType" => item.Texts.GetValueOrDefault(name, "NA"),
                    "ProductDescription" => item.Texts.GetValueOrDefault(name, product?.Text("Description") ?? ""),
                    // Style, color and size come back as they were sent.
                    _ => item.Texts.GetValueOrDefault(name, product?.Text(name) ?? ""),
                }
            ))
        );
    }
}
