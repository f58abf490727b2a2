using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Fulfillments and their lines.</summary>
internal static class FulfillmentEndpoints
{
    public static void MapFulfillments(this RouteGroupBuilder cart, SandboxDatabase database)
    {
        var service = new FulfillmentService(database);
        var fulfillments = new CartResource<CartFulfillment>(
            "fulfillments",
            "fulfillment",
            database.Fulfillments,
            one => ShippingViews.Fulfillment(database, one)
        )
            .Number("order_id", one => one.OrderId)
            .Number("shipping_address_id", one => one.ShippingAddressId)
            .Number("billing_address_id", one => one.BillingAddressId)
            .Number("stock_location_id", one => one.StockLocationId)
            .Number("company_id", one => database.Orders[one.OrderId].CompanyId)
            .Word("status", one => one.Status)
            .Hide(
                (one, query) =>
                    one.Status is "void" or "deleted" && query.Words("status")?.Contains(one.Status) is not true
            )
            .Sideload((body, page) => body["fulfillment_line_items"] = ShippingViews.Lines(database, page));
        cart.Map(database, fulfillments)
            .Create(service.Create)
            .Update(service.Update, one => Choices.FulfillmentPutHasBody(one.Id))
            .Delete(one => service.MoveTo(one, "deleted"));
        var lines = new CartResource<CartFulfillmentLine>(
            "fulfillment_line_items",
            "fulfillment_line_item",
            database.FulfillmentLines,
            line => ShippingViews.Line(database, line)
        )
            .Number("fulfillment_id", line => line.FulfillmentId)
            .Number("order_line_item_id", line => line.OrderLineId);
        cart.Map(database, lines).Create(service.CreateLine).Update(service.UpdateLine);
    }
}
