using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Fulfillments and their lines as the cart shows them.</summary>
internal static class ShippingViews
{
    public static JsonObject Fulfillment(Ledger books, CartFulfillment fulfillment)
    {
        var order = books.Orders[fulfillment.OrderId];
        return new JsonObject
        {
            ["id"] = fulfillment.Id,
            ["created_at"] = Stamp(fulfillment.CreatedAt),
            ["updated_at"] = Stamp(fulfillment.UpdatedAt),
            ["order_id"] = fulfillment.OrderId,
            ["shipping_address_id"] = fulfillment.ShippingAddressId,
            ["billing_address_id"] = fulfillment.BillingAddressId,
            ["stock_location_id"] = fulfillment.StockLocationId,
            ["delivery_type"] = fulfillment.DeliveryType,
            ["exchange_rate"] = "1.0",
            ["notes"] = fulfillment.Notes,
            ["packed_at"] = Day(fulfillment.PackedAt),
            ["receipt"] = new JsonObject(),
            ["received_at"] = Stamp(fulfillment.ReceivedAt),
            ["service"] = fulfillment.Service,
            ["shipped_at"] = Stamp(fulfillment.ShippedAt),
            ["status"] = fulfillment.Status,
            ["tracking_company"] = fulfillment.TrackingCompany,
            ["tracking_number"] = fulfillment.TrackingNumber,
            ["tracking_url"] = fulfillment.TrackingUrl,
            ["order_number"] = order.OrderNumber,
            ["company_id"] = order.CompanyId,
            ["fulfillment_line_item_ids"] = Ids(fulfillment.LineIds),
        };
    }

    public static JsonObject Line(Ledger books, CartFulfillmentLine line) =>
        new()
        {
            ["id"] = line.Id,
            ["created_at"] = Stamp(line.CreatedAt),
            ["updated_at"] = Stamp(line.UpdatedAt),
            ["fulfillment_id"] = line.FulfillmentId,
            ["order_line_item_id"] = line.OrderLineId,
            ["base_price"] = Number(line.BasePrice),
            ["position"] = line.Position,
            ["quantity"] = Number(line.Quantity),
            ["variant_id"] = line.VariantId,
            ["variant_sku"] = books.Variants.Find(line.VariantId)?.Sku,
        };

    public static JsonArray Lines(Ledger books, IEnumerable<CartFulfillment> fulfillments) =>
        [
            .. fulfillments
                .SelectMany(fulfillment => fulfillment.LineIds)
                .Select(id => (JsonNode)Line(books, books.FulfillmentLines[id])),
        ];
}
