using Crossdock.Contracts;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>An order of another cart in the fields of a posted one. Pure.</summary>
internal static class ReceivedFields
{
    public static PostedFields Of(OrderReceived? order)
    {
        if (order is null)
        {
            return new();
        }

        var header = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(header, "ship", order.ShipTo);
        if (order.BillTo is { } billTo)
        {
            Add(header, "cust", billTo);
        }

        Put(header, "order_date", FieldText.Day(order.OrderedAt));
        Put(header, "shipping_instructions", order.Notes);
        Put(header, "ship_code", order.ShipMethod);
        Put(header, "currency_code", order.Currency);
        Put(header, "order_source", order.Connection);
        Put(header, "requested_ship_date", order.StartDate is { } start ? FieldText.Day(start) : null);
        return new()
        {
            Header = header,
            Items = [.. order.Lines.Where(line => line.Kind == LineKind.Product).Select(ItemOf)],
        };
    }

    private static PostedItem ItemOf(OrderLine line)
    {
        var item = new Dictionary<string, string>(StringComparer.Ordinal);
        Put(item, "item", line.Sku);
        Put(item, "description", line.Description);
        Put(item, "quantity", FieldText.Count(line.Quantity));
        Put(item, "price", FieldText.Amount(line.UnitPrice, 4));
        Put(item, "line_item_id", line.LineId);
        return new() { Header = item };
    }

    private static void Add(Dictionary<string, string> header, string of, Address address)
    {
        Put(header, $"{of}_first_name", address.FirstName);
        Put(header, $"{of}_last_name", address.LastName);
        Put(header, $"{of}_company", address.Company);
        Put(header, $"{of}_address_1", address.Line1);
        Put(header, $"{of}_address_2", address.Line2);
        Put(header, $"{of}_city", address.City);
        Put(header, $"{of}_state", address.State);
        Put(header, $"{of}_zip", address.PostalCode);
        Put(header, $"{of}_country", address.Country ?? address.CountryCode);
        Put(header, $"{of}_phone", address.Phone);
        Put(header, $"{of}_e_mail", address.Email);
    }

    private static void Put(Dictionary<string, string> fields, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            fields[name] = value;
        }
    }
}
