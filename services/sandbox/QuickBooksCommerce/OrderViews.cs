using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Orders and their lines as the cart shows them.</summary>
internal sealed class OrderViews(SandboxDatabase database)
{
    public JsonObject Order(CartOrder order)
    {
        database.OrderShown(order);
        var total = database
            .LinesOf(order)
            .Sum(line => line.Price * line.Quantity * (1 - ((line.Discount ?? 0) / 100)));
        var body = Of(
            order,
            """
            {"currency_id":1,"user_id":1,"return_status":"unreturned","returning_status":"unreturning","tax_label":"Tax",
             "tax_override":null,"fulfillment_return_ids":[],"refund_ids":[],"source":null,"tracking_number":null,"url":null}
            """
        );
        body["document_url"] = $"https://go.sandbox.invalid/d/{order.Id}";
        body["total"] = Total(total);
        body["cached_total"] = Total(total);
        body["invoices"] = Ids(order.InvoiceIds);
        body["default_price_type_id"] = order.DefaultPriceListId;
        body["tax_type"] = order.TaxTreatment;
        body["invoice_numbers"] = new JsonObject(
            order.InvoiceIds.Select(id => KeyValuePair.Create($"{id}", (JsonNode?)$"INV{id}"))
        );
        return body;
    }

    public static JsonObject Line(CartLine line) =>
        Of(line, """{"fulfillment_return_line_item_ids":[],"invoice_line_item_ids":[]}""");

    /// <summary>Adds what <c>include=</c> names beside the order.</summary>
    public void Include(JsonObject body, CartOrder order, string name)
    {
        switch (name)
        {
            case "order_line_items":
                body[name] = new JsonArray([.. database.LinesOf(order).Select(Line)]);
                break;
            case "fulfillments":
                body[name] = new JsonArray([
                    .. database.FulfillmentsOf(order).Select(one => ShippingViews.Fulfillment(database, one)),
                ]);
                break;
            case "shipping_address":
                Address(body, order.ShippingAddressId);
                break;
            case "billing_address":
                Address(body, order.BillingAddressId);
                break;
            case "company" when database.Companies.Find(order.CompanyId) is { } company:
                body["companies"] = new JsonArray(PartyViews.Company(company));
                break;
        }
    }

    /// <summary>Both addresses come in one array, each once.</summary>
    private void Address(JsonObject body, int? id)
    {
        if (database.Addresses.Find(id) is { } address)
        {
            var list = (JsonArray)(body["addresses"] ??= new JsonArray());
            if (!list.Any(one => (int)one!["id"]! == address.Id))
            {
                list.Add((JsonNode)PartyViews.Address(address));
            }
        }
    }
}
