using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Webhooks: who is told of what.</summary>
internal static class WebhookEndpoints
{
    /// <summary>What the service's own client lists, and the change of a stock level, which the documents name. There is no order.update.</summary>
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

    public static void MapWebhooks(this RouteGroupBuilder cart, Ledger books) =>
        cart.Map(books, new CartResource<CartWebhook>("webhooks", "webhook", books.Webhooks, View))
            .Create(sent =>
            {
                var now = books.Now;
                return books.Webhooks.Add(
                    new CartWebhook
                    {
                        Address = Address(sent) ?? throw CartProblem.Invalid("address", "can't be blank"),
                        Event = Event(sent) ?? throw CartProblem.Invalid("event", "can't be blank"),
                        CreatedAt = now,
                        UpdatedAt = now,
                    }
                );
            })
            .Update(
                (webhook, sent) =>
                {
                    var (address, what) = (Address(sent), Event(sent));
                    webhook.Address = address ?? webhook.Address;
                    webhook.Event = what ?? webhook.Event;
                    webhook.UpdatedAt = books.Now;
                    books.Webhooks.Save(webhook);
                }
            )
            .Delete(books.Webhooks.Remove);

    private static string? Address(CartBody sent) =>
        sent.Filled("address") is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text
        : throw CartProblem.Invalid("address", "is invalid");

    private static string? Event(CartBody sent) =>
        sent.Filled("event") is { } what && !Events.Contains(what)
            ? throw CartProblem.Invalid("event", "is not included in the list")
            : sent.Filled("event");

    private static JsonObject View(CartWebhook webhook) =>
        new()
        {
            ["id"] = webhook.Id,
            ["created_at"] = CartJson.Stamp(webhook.CreatedAt),
            ["updated_at"] = CartJson.Stamp(webhook.UpdatedAt),
            ["event"] = webhook.Event,
            ["address"] = webhook.Address,
            ["oauth_application_id"] = 1,
        };
}
