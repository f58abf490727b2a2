using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;
using static Crossdock.Sandbox.QuickBooksCommerce.CartJson;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Fulfillments and their lines as the cart shows them.</summary>
internal static class ShippingViews
{
    public static JsonObject Fulfillment(SandboxDatabase database, CartFulfillment fulfillment)
    {
        var order = database.Orders[fulfillment.OrderId];
        var body = Of(fulfillment, """{"exchange_rate":"1.0","receipt":{}}""");
        body.Remove("by_seed");
        body["order_number"] = order.OrderNumber;
        body["company_id"] = order.CompanyId;
        return body;
    }

    public static JsonObject Line(SandboxDatabase database, CartFulfillmentLine line)
    {
        var body = Of(line, "{}");
        body["variant_sku"] = database.Variants.Find(line.VariantId)?.Sku;
        return body;
    }

    public static JsonArray Lines(SandboxDatabase database, IEnumerable<CartFulfillment> fulfillments) =>
        [.. fulfillments.SelectMany(database.LinesOf).Select(line => (JsonNode)Line(database, line))];
}
