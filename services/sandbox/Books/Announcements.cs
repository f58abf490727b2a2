namespace Crossdock.Sandbox.Books;

/// <summary>Queues webhook calls on the books, in the change that they tell of.</summary>
internal static class Announcements
{
    public static void Announce(this Ledger books, string what, string resource, int objectId, int? orderId = null)
    {
        var now = books.Now;
        foreach (var webhook in books.Webhooks.All.Where(webhook => webhook.Event == what))
        {
            books.Deliveries.Add(
                new WebhookDelivery
                {
                    WebhookId = webhook.Id,
                    Key = Guid.NewGuid().ToString(),
                    Event = what,
                    Resource = resource,
                    ObjectId = objectId,
                    OrderId = orderId,
                    DueAt = now,
                    CreatedAt = now,
                    UpdatedAt = now,
                }
            );
            books.RingAfterChange();
        }
    }

    public static void Announce(this Ledger books, string what, CartOrder order) =>
        books.Announce(what, "orders", order.Id, order.Id);

    public static void Announce(this Ledger books, string what, CartFulfillment fulfillment) =>
        books.Announce(what, "fulfillments", fulfillment.Id, fulfillment.OrderId);
}
