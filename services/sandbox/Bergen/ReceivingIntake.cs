using System.Globalization;
using System.Xml.Linq;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Reads sent receiving tickets. What only the import finds is not looked at here.</summary>
internal static class ReceivingIntake
{
    public static ReceivingTicket Read(XElement sent) =>
        new()
        {
            Number = "",
            CustomerPo = sent.Text("CustomerPO"),
            Warehouse = sent.Text("Warehouse") switch
            {
                "" => "BERGEN LOGISTICS NJ",
                var name when Warehouses.Id(name) is not null => name,
                var name => throw BergenFault.NotOneOf("Warehouse", name),
            },
            Texts = SentTexts.Of(sent),
            Supplier = sent.Child("SupplierDetails") is { } supplier ? SentTexts.Of(supplier) : [],
            TrackingNumbers = Values(sent, "TrackingNumbers"),
            ShipmentTypes = Values(sent, "ShipmentTypelist"),
            Items = [.. sent.Children("Shipmentitemslist").Select(Item)],
        };

    public static List<Notification> Problems(ReceivingTicket ticket)
    {
        var problems = new List<Notification>();
        if (ticket.Items.Count == 0)
        {
            problems.Add(Notification.Required("receivingTicket/Shipmentitemslist"));
        }
        if (ticket.Items.Exists(item => item.Expected < 0))
        {
            problems.Add(Notification.Required("receivingTicket/ExpectedQuantity"));
        }
        return problems;
    }

    private static ReceivingItem Item(XElement sent) =>
        new()
        {
            Upc = sent.Text("UPC"),
            Expected = Whole(sent.Text("ExpectedQuantity")),
            Texts = SentTexts.Of(sent),
        };

    private static List<string> Values(XElement sent, string name) =>
        [.. sent.Children(name).Select(one => one.Value.Trim()).Where(text => text.Length > 0)];

    private static int Whole(string text) =>
        text.Length == 0 ? 0
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new BergenFault("There is an error in XML document: ExpectedQuantity is not a number.");
}
