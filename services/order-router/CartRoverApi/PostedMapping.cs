using System.Globalization;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>What a posted order, which has been checked, says to the hub. Pure.</summary>
internal static class PostedMapping
{
    public static OrderPosted ToMessage(PostedFields order, string cart, DateTimeOffset now)
    {
        var reference = order["cust_ref"]!;
        return new()
        {
            OrderId = DerivedId.OfOrder(cart, reference),
            Connection = cart,
            CartOrderId = reference,
            OrderNumber = order["cust_po_no"] ?? reference,
            PostedAt = now,
            OrderedAt = Day(order["order_date"]) ?? Midnight(now),
            ShipTo = Address(order, "ship"),
            BillTo = OrderCheck.BillsOther(order) ? Address(order, "cust") : null,
            ShipMethod = order["ship_code"] ?? order["ship_code_description"] ?? order["carrier"],
            Lines = [.. order.Items.Select(Line)],
            Currency = order["currency_code"]?.ToUpperInvariant(),
            Notes = Notes(order),
            StartDate = Day(order["requested_ship_date"]),
        };
    }

    private static OrderLine Line(PostedItem item, int index) =>
        new()
        {
            LineId = (index + 1).ToString(CultureInfo.InvariantCulture),
            Kind = LineKind.Product,
            Sku = item["item"],
            Description = item["description"],
            Quantity = FieldText.Number(item["quantity"]) ?? 0,
            UnitPrice = (FieldText.Number(item["price"]) ?? 0) - (FieldText.Number(item["discount"]) ?? 0),
        };

    private static Address Address(PostedFields order, string of)
    {
        // A third line has no place of its own.
        string?[] rest = [order[$"{of}_address_2"], order[$"{of}_address_3"]];
        return new()
        {
            FirstName = order[$"{of}_first_name"],
            LastName = order[$"{of}_last_name"],
            Company = order[$"{of}_company"],
            Line1 = order[$"{of}_address_1"],
            Line2 = rest.OfType<string>().Any() ? string.Join(", ", rest.OfType<string>()) : null,
            City = order[$"{of}_city"],
            State = order[$"{of}_state"],
            PostalCode = order[$"{of}_zip"],
            Country = order[$"{of}_country"],
            Phone = order[$"{of}_phone"],
            Email = order[$"{of}_e_mail"],
        };
    }

    private static string? Notes(PostedFields order)
    {
        string?[] notes =
        [
            order["shipping_instructions"],
            order["special_services"],
            order["gift_message"] is { } message ? $"Gift message: {message}" : null,
            FieldText.IsYes(order["gift_wrap"]) ? "Gift wrap." : null,
        ];
        return notes.OfType<string>().Any() ? string.Join(' ', notes.OfType<string>()) : null;
    }

    private static DateTimeOffset? Day(string? text) =>
        text is not null && FieldText.Date(text) is { } date ? Midnight(date.At) : null;

    private static DateTimeOffset Midnight(DateTimeOffset at) => new(at.UtcDateTime.Date, TimeSpan.Zero);
}
