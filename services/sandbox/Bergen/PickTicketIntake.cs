using System.Xml.Linq;
using Crossdock.Sandbox.Bergen.Contract;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Reads a sent pick ticket and validates it. What only the import finds is not checked here.</summary>
internal static class PickTicketIntake
{
    private static readonly string[] AddressNames = ["BillToAddress", "ShipToAddress", "MarkForAddress"];

    public static Ticket Read(XElement sent, string clientCode)
    {
        CheckEnum(sent, "WareHouse");
        CheckEnum(sent, "PaymentTerms");
        CheckEnum(sent, "BillingOption");
        var number = sent.Text("PickTicketNumber");
        return new Ticket
        {
            SentNumber = number,
            Number = clientCode + number,
            CustomerPoNumber = sent.Text("CustomerPONumber"),
            OrderNumber = sent.Text("OrderNumber"),
            Warehouse = sent.Child("WareHouse")?.Value ?? Warehouses.Default,
            Texts = sent.Texts(),
            Addresses = AddressNames
                .Where(name => sent.Child(name) is not null)
                .ToDictionary(name => name, name => sent.Child(name)!.Texts(), StringComparer.Ordinal),
            Lines = [.. sent.Children("LineItem").Select(Line)],
        };
    }

    public static List<Notification> Problems(Ticket ticket)
    {
        var problems = new List<Notification>();
        if (ticket.SentNumber.Length == 0)
        {
            problems.Add(Notifications.Required("PickTicket/PickTicketNumber"));
        }

        if (ticket.Lines.Count == 0)
        {
            problems.Add(Notifications.Required("PickTicket/LineItem"));
        }

        var shipTo = ticket.Addresses.GetValueOrDefault("ShipToAddress") ?? [];
        if (IsUsa(shipTo.GetValueOrDefault("Country", "")) && shipTo.GetValueOrDefault("State", "").Length == 0)
        {
            problems.Add(new(10, "StateError", "State for ShipToAddress is required for USA"));
        }

        var via = ticket.Texts.GetValueOrDefault("ShipVia", "");
        if (!ShipServices.KnowsVia(via))
        {
            problems.Add(new(56, "ShipViaError", "PickTicket/ShipVia is not valid"));
        }

        if (!ShipServices.KnowsService(via, ticket.Texts.GetValueOrDefault("ShipService", "")))
        {
            problems.Add(new(61, "ShipServiceError", "PickTicket/ShipService is not valid"));
        }

        return problems;
    }

    private static bool IsUsa(string country) =>
        country.ToUpperInvariant() is "US" or "USA" or "UNITED STATES" or "UNITED STATES OF AMERICA";

    private static TicketLine Line(XElement sent) =>
        new()
        {
            Upc = sent.Text("UPC"),
            Quantity = sent.Number("Quantity") is >= 0 and var quantity
                ? quantity
                : throw new BergenFault("There is an error in XML document: Quantity is negative."),
            UnitPrice = sent.Number("UnitPrice"),
            Texts = sent.Texts(),
        };

    private static void CheckEnum(XElement sent, string name)
    {
        if (sent.Child(name)?.Value is { } value && !ValuesOf(name).Contains(value))
        {
            throw BergenFault.NotOneOf(name, value);
        }
    }

    private static IReadOnlyList<string> ValuesOf(string name)
    {
        var contract = RexContract.Known;
        var ticket = contract.Types[BergenNames.PickTicket + "PickTicket"];
        return contract.Enums[ticket.Elements.First(element => element.Name.LocalName == name).Type].Values;
    }
}
