using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Orders and their lines as the cart shows them.</summary>
internal sealed class OrderViews(Ledger books)
{
    public JsonObject Order(CartOrder order)
    {
        var total = order
            .LineIds.Select(id => books.Lines[id])
            .Sum(line => line.Price * line.Quantity * (1 - ((line.Discount ?? 0) / 100)));
        return new JsonObject
        {
            ["id"] = order.Id,
            ["created_at"] = Stamp(order.CreatedAt),
            ["updated_at"] = Stamp(order.UpdatedAt),
            ["document_url"] = $"https://go.sandbox.invalid/d/{order.Id}",
            ["assignee_id"] = order.AssigneeId,
            ["billing_address_id"] = order.BillingAddressId,
            ["company_id"] = order.CompanyId,
            ["contact_id"] = order.ContactId,
            ["currency_id"] = 1,
            ["shipping_address_id"] = order.ShippingAddressId,
            ["stock_location_id"] = order.StockLocationId,
            ["user_id"] = 1,
            ["default_price_list_id"] = order.DefaultPriceListId,
            ["email"] = order.Email,
            ["fulfillment_status"] = order.FulfillmentStatus,
            ["invoice_status"] = order.InvoiceStatus,
            ["issued_at"] = Day(order.IssuedAt),
            ["notes"] = order.Notes,
            ["order_number"] = order.OrderNumber,
            ["packed_status"] = order.PackedStatus,
            ["payment_status"] = order.PaymentStatus,
            ["phone_number"] = order.PhoneNumber,
            ["reference_number"] = order.ReferenceNumber,
            ["return_status"] = "unreturned",
            ["returning_status"] = "unreturning",
            ["ship_at"] = Day(order.ShipAt),
            ["source_url"] = order.SourceUrl,
            ["status"] = order.Status,
            ["tax_label"] = "Tax",
            ["tax_override"] = null,
            ["tax_treatment"] = order.TaxTreatment,
            ["total"] = Total(total),
            ["tags"] = Texts(order.Tags),
            ["fulfillment_ids"] = Ids(order.FulfillmentIds),
            ["fulfillment_return_ids"] = new JsonArray(),
            ["invoice_ids"] = Ids(order.InvoiceIds),
            ["payment_ids"] = Ids(order.PaymentIds),
            ["refund_ids"] = new JsonArray(),
            ["invoices"] = Ids(order.InvoiceIds),
            ["cached_total"] = Total(total),
            ["default_price_type_id"] = order.DefaultPriceListId,
            ["source"] = null,
            ["tax_type"] = order.TaxTreatment,
            ["tracking_number"] = null,
            ["url"] = null,
            ["source_id"] = order.SourceId,
            ["invoice_numbers"] = new JsonObject(
                order.InvoiceIds.Select(id => KeyValuePair.Create($"{id}", (JsonNode?)$"INV{id}"))
            ),
            ["order_line_item_ids"] = Ids(order.LineIds),
        };
    }

    public static JsonObject Line(CartLine line) =>
        new()
        {
            ["id"] = line.Id,
            ["created_at"] = Stamp(line.CreatedAt),
            ["updated_at"] = Stamp(line.UpdatedAt),
            ["order_id"] = line.OrderId,
            ["variant_id"] = line.VariantId,
            ["tax_type_id"] = line.TaxTypeId,
            ["discount"] = Number(line.Discount),
            ["freeform"] = line.Freeform,
            ["image_url"] = line.ImageUrl,
            ["label"] = line.Label,
            ["line_type"] = line.LineType,
            ["position"] = line.Position,
            ["price"] = Number(line.Price),
            ["quantity"] = Number(line.Quantity),
            ["tax_rate_override"] = Number(line.TaxRateOverride),
            ["fulfillment_line_item_ids"] = Ids(line.FulfillmentLineIds),
            ["fulfillment_return_line_item_ids"] = new JsonArray(),
            ["invoice_line_item_ids"] = new JsonArray(),
        };

    /// <summary>Adds what <c>include=</c> names beside the order.</summary>
    public void Include(JsonObject body, CartOrder order, string name)
    {
        switch (name)
        {
            case "order_line_items":
                body[name] = new JsonArray([.. order.LineIds.Select(id => Line(books.Lines[id]))]);
                break;
            case "fulfillments":
                body[name] = new JsonArray([
                    .. order.FulfillmentIds.Select(id => ShippingViews.Fulfillment(books, books.Fulfillments[id])),
                ]);
                break;
            case "shipping_address":
                Address(body, order.ShippingAddressId);
                break;
            case "billing_address":
                Address(body, order.BillingAddressId);
                break;
            case "company" when books.Companies.Find(order.CompanyId) is { } company:
                body["companies"] = new JsonArray(PartyViews.Company(company));
                break;
        }
    }

    /// <summary>Both addresses come in one array, each once.</summary>
    private void Address(JsonObject body, int? id)
    {
        if (books.Addresses.Find(id) is { } address)
        {
            var list = (JsonArray)(body["addresses"] ??= new JsonArray());
            if (!list.Any(one => (int)one!["id"]! == address.Id))
            {
                list.Add((JsonNode)PartyViews.Address(address));
            }
        }
    }
}
