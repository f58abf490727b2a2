namespace Crossdock.Sandbox.Data;

/// <summary>Queues webhook calls, in the same change as the event that they report.</summary>
internal static class WebhookOutbox
{
    public static void EnqueueWebhook(
        this SandboxDatabase database,
        string eventName,
        string resource,
        int objectId,
        int? orderId = null
    )
    {
        foreach (var webhook in database.Webhooks.All.Where(webhook => webhook.Event == eventName))
        {
            database.Deliveries.Add(
                new WebhookDelivery
                {
                    WebhookId = webhook.Id,
                    Key = Guid.NewGuid().ToString(),
                    Event = eventName,
                    Resource = resource,
                    ObjectId = objectId,
                    OrderId = orderId,
                    DueAt = database.Now,
                }
            );
            database.NotifyWebhooksQueued();
        }
    }

    public static void EnqueueWebhook(this SandboxDatabase database, string eventName, CartOrder order) =>
        database.EnqueueWebhook(eventName, "orders", order.Id, order.Id);

    public static void EnqueueWebhook(this SandboxDatabase database, string eventName, CartFulfillment fulfillment) =>
        database.EnqueueWebhook(eventName, "fulfillments", fulfillment.Id, fulfillment.OrderId);
}
