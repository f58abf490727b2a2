using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Crossdock.Contracts;

namespace Crossdock.Adapters.Bergen;

/// <summary>Writes a delivery as the <c>PickTicket</c> of a PickTicketAdd. The same delivery gives the same ticket, always.</summary>
internal static class PickTicketRequest
{
    /// <summary>The longest order that is written; a person's order is far shorter.</summary>
    private const int MaxItems = 2000;

    /// <summary>The ticket, or the reason why there can be none; and what a person should know of it.</summary>
    public static (XElement? Ticket, string? Reason, string? Note) Write(
        DeliverOrder delivery,
        TicketSettings settings,
        BergenTime time
    )
    {
        var problems = new TicketProblems(settings.ReplacesCharacters);
        var limits = settings.Limits;
        var reference = problems.Require("reference", problems.Code("reference", delivery.Reference, limits.Number));
        var day = BergenTime.Day(time.OrderDay(delivery.OrderedAt));
        // Null elements are left out: all but the three enumerations may be missing.
        var ticket = new XElement(
            RexNamespaces.PickTicket + "PickTicket",
            Field("PickTicketNumber", reference),
            Field("WareHouse", Warehouse(delivery.Warehouse, settings.Warehouse, problems)),
            Field("OrderDate", day),
            // Where the order names no day to ship on, it may leave from the day of the order on. Without a cancel date it never lapses.
            Field("StartDate", Day(delivery.StartDate) ?? day),
            Field("CancelDate", Day(delivery.CancelDate)),
            Field("PaymentTerms", settings.PaymentTerms),
            Field("ShipVia", Required("carrier", delivery.Carrier)),
            Field("ShipViaAccountNumber", settings.ShipViaAccountNumber),
            Field("BillingOption", settings.BillingOption),
            Field("ShipService", Required("carrier's service", delivery.Service)),
            Field("SpecialInstructions", problems.Text("instructions", delivery.Instructions, limits.Instructions)),
            Field("CustomerPONumber", Required("order number", delivery.OrderNumber)),
            // What GetPickTicketsByOrderNumber is asked by; the people's number is not unique between carts.
            Field("OrderNumber", reference),
            BillTo(delivery, limits),
            AddressRules.Write("ShipToAddress", "ship-to address", delivery.ShipTo, limits, problems),
            Items(delivery.Items, limits, problems)
        );
        return problems.Any ? (null, problems.ToString(), null) : (ticket, null, problems.Note);

        string? Day(DateTimeOffset? date) => date is { } known ? BergenTime.Day(time.OrderDay(known)) : null;

        string? Required(string what, string? code) =>
            problems.Require(what, problems.Code(what, code, Math.Max(limits.Number, limits.Name)));
    }

    private static XElement? Field(string name, string? value) =>
        value is null ? null : new XElement(RexNamespaces.PickTicket + name, value);

    private static string? Warehouse(string? asked, string? otherwise, TicketProblems problems)
    {
        if (asked is null)
        {
            if (otherwise is null)
            {
                problems.Add("The delivery names no building: set Warehouse of the Bergen connection.");
            }

            return otherwise;
        }

        var found = RexChoices.FindWarehouse(asked);
        if (found is null)
        {
            problems.Add(
                $"Bergen has no building \"{NotificationSentences.Shorten(asked)}\"; it has {RexChoices.List(RexChoices.Warehouses)}."
            );
        }

        return found;
    }

    /// <summary>
    /// Nothing is sent by the bill-to address, and carts often hold half of one: where it is not whole, the ship-to address stands
    /// in, rather than the order being held for it.
    /// </summary>
    private static XElement? BillTo(DeliverOrder delivery, FieldLimits limits)
    {
        foreach (var address in new[] { delivery.BillTo, delivery.ShipTo })
        {
            var problems = new TicketProblems();
            if (
                address is not null
                && AddressRules.Write("BillToAddress", "bill-to address", address, limits, problems) is var written
                && !problems.Any
            )
            {
                return written;
            }
        }

        return null;
    }

    private static List<XElement> Items(IReadOnlyList<DeliveryItem> items, FieldLimits limits, TicketProblems problems)
    {
        if (items.Count is 0 or > MaxItems)
        {
            problems.Add(
                items.Count == 0
                    ? "The delivery has no items."
                    : "The delivery has more items than one pick ticket can hold: split the order."
            );
            return [];
        }

        return [.. items.Select((item, index) => Item(item, index + 1, limits, problems))];
    }

    private static XElement Item(DeliveryItem item, int number, FieldLimits limits, TicketProblems problems)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"code of item {number}");
        var upc = problems.Require(what, problems.Code(what, item.ItemCode, limits.Number));
        // The wire would take fractions (it is a double), but stock is counted in whole pieces (inventory is an int).
        if (item.Quantity <= 0 || item.Quantity != decimal.Truncate(item.Quantity))
        {
            problems.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Item {number} ({upc}) has the quantity {item.Quantity}; Bergen ships whole pieces, at least one."
                )
            );
        }

        // The code is the UPC: there is no SKU on the wire. A style or description beside it could only contradict it.
        return new XElement(
            RexNamespaces.PickTicket + "LineItem",
            new XElement(RexNamespaces.Details + "UPC", upc),
            new XElement(RexNamespaces.Details + "UnitPrice", XmlConvert.ToString(item.UnitPrice)),
            new XElement(RexNamespaces.Details + "Quantity", XmlConvert.ToString(decimal.Truncate(item.Quantity)))
        );
    }
}
