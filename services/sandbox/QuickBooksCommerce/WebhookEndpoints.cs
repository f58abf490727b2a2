using System.Text.Json.Nodes;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Webhook subscriptions.</summary>
internal static class WebhookEndpoints
{
    /// <summary>The events of the service's own client, and the change of a stock level from its documents. There is no order.update.</summary>
    private static readonly HashSet<string> Events =
    [
        "address.create",
        "address.update",
        "company.create",
        "company.update",
        "contact.create",
        "contact.update",
        "fulfillment.create",
        "fulfillment.fulfilled",
        "fulfillment_return.create",
        "image.create",
        "invoice.create",
        "location.create",
        "location.update",
        "order.create",
        "order.finalized",
        "order.fulfilled",
        "payment.create",
        "procurement.create",
        "product.create",
        "purchase_order.create",
        "stock_adjustment.create",
        "stock_transfer.create",
        "variant.create",
        "variant.stock_level_update",
    ];

    public static void MapWebhooks(this RouteGroupBuilder cart, SandboxDatabase database) =>
        cart.Map(database, new CartResource<CartWebhook>("webhooks", "webhook", database.Webhooks, View))
            .Create(sent =>
                database.Webhooks.Add(
                    new CartWebhook
                    {
                        Address = Address(sent) ?? throw CartProblem.Invalid("address", "can't be blank"),
                        Event = Event(sent) ?? throw CartProblem.Invalid("event", "can't be blank"),
                    }
                )
            )
            .Update(
                (webhook, sent) =>
                {
                    var (address, eventName) = (Address(sent), Event(sent));
                    webhook.Address = address ?? webhook.Address;
                    webhook.Event = eventName ?? webhook.Event;
                    webhook.UpdatedAt = database.Now;
                    database.Webhooks.Save(webhook);
                }
            )
            .Delete(database.Webhooks.Remove);

    private static string? Address(CartBody sent) =>
        sent.Filled("address") is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text
        : throw CartProblem.Invalid("address", "is invalid");

    private static string? Event(CartBody sent) =>
        sent.Filled("event") is { } name && !Events.Contains(name)
            ? throw CartProblem.Invalid("event", "is not included in the list")
            : sent.Filled("event");

    private static JsonObject View(CartWebhook webhook)
    {
        var body = CartJson.Of(webhook, """{"oauth_application_id":1}""");
        body.Remove("failing_since");
        return body;
    }
}
