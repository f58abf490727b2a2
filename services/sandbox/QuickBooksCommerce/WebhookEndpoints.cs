using System.Text.Json.Nodes;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Webhooks: who is told of what.</summary>
internal static class WebhookEndpoints
{
    private static readonly string[] Events =
    [
        "order.create",
        "order.finalized",
        "order.fulfilled",
        "fulfillment.create",
        "fulfillment.fulfilled",
        "variant.create",
        "variant.stock_level_update",
        "stock_adjustment.create",
        "product.create",
        "company.create",
        "address.create",
    ];

    public static void MapWebhooks(this RouteGroupBuilder cart, Ledger books)
    {
        var webhooks = new CartResource<CartWebhook>("webhooks", "webhook", books.Webhooks, View);
        cart.MapReads(books, webhooks);
        cart.MapPost(
            "/webhooks",
            async (HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "webhook");
                var (address, what) = (Address(sent), Event(sent));
                var (id, body) = books.Change(() =>
                {
                    var now = books.Now;
                    var made = books.Webhooks.Add(
                        new CartWebhook
                        {
                            Address = address ?? throw CartProblem.Invalid("address", "can't be blank"),
                            Event = what ?? throw CartProblem.Invalid("event", "can't be blank"),
                            CreatedAt = now,
                            UpdatedAt = now,
                        }
                    );
                    return (made.Id, webhooks.One(made));
                });
                return CartAnswers.Created(request, "webhooks", id, body);
            }
        );
        cart.MapPut(
            "/webhooks/{id}",
            async (string id, HttpRequest request) =>
            {
                var sent = await CartBody.Read(request, "webhook");
                var (address, what) = (Address(sent), Event(sent));
                books.Change(() =>
                {
                    var webhook = webhooks.Get(id);
                    webhook.Address = address ?? webhook.Address;
                    webhook.Event = what ?? webhook.Event;
                    webhook.UpdatedAt = books.Now;
                    books.Webhooks.Save(webhook);
                });
                return Results.NoContent();
            }
        );
        cart.MapDelete(
            "/webhooks/{id}",
            (string id) =>
            {
                books.Change(() => books.Webhooks.Remove(webhooks.Get(id)));
                return Results.NoContent();
            }
        );
    }

    private static string? Address(CartBody sent) =>
        sent.Text("address") is not { } text ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? text
        : throw CartProblem.Invalid("address", "is invalid");

    private static string? Event(CartBody sent) =>
        sent.Text("event") is { } what && !Events.Contains(what)
            ? throw CartProblem.Invalid("event", "is not included in the list")
            : sent.Text("event");

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
