using System.Xml.Linq;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Reads a sent receiving ticket. What only the import finds is not checked here.</summary>
internal static class ReceivingIntake
{
    public static ReceivingTicket Read(XElement sent) =>
        new()
        {
            Number = "",
            CustomerPo = sent.Text("CustomerPO"),
            Warehouse = sent.Text("Warehouse") switch
            {
                "" => Warehouses.Default,
                var name when Warehouses.Id(name) is not null => name,
                var name => throw BergenFault.NotOneOf("Warehouse", name),
            },
            Texts = sent.Texts(),
            Supplier = sent.Child("SupplierDetails")?.Texts() ?? [],
            TrackingNumbers = Values(sent, "TrackingNumbers"),
            ShipmentTypes = Values(sent, "ShipmentTypelist"),
            Items = [.. sent.Children("Shipmentitemslist").Select(Item)],
        };

    public static List<Notification> Problems(ReceivingTicket ticket)
    {
        var problems = new List<Notification>();
        if (ticket.Items.Count == 0)
        {
            problems.Add(Notifications.Required("receivingTicket/Shipmentitemslist"));
        }

        if (ticket.Items.Exists(item => item.Expected < 0))
        {
            problems.Add(Notifications.Required("receivingTicket/ExpectedQuantity"));
        }

        return problems;
    }

    private static ReceivingItem Item(XElement sent) =>
        new()
        {
            Upc = sent.Text("UPC"),
            Expected = (int)sent.Number("ExpectedQuantity"),
            Texts = sent.Texts(),
        };

    private static List<string> Values(XElement sent, string name) =>
        [.. sent.Children(name).Select(one => one.Value.Trim()).Where(text => text.Length > 0)];
}
