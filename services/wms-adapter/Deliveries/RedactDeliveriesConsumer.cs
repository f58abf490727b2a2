using Crossdock.Contracts;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Removes the customer's personal data from the deliveries of an order that has ended, and its calls from the call log.</summary>
public sealed class RedactDeliveriesConsumer(IDocuments<DeliveryDocument> deliveries, CallLog calls)
    : IConsumer<RedactDeliveries>
{
    public async Task Consume(ConsumeContext<RedactDeliveries> context)
    {
        foreach (var id in context.Message.DeliveryIds)
        {
            await deliveries.UpdateAsync(id.ToString("D"), Redact, context.CancellationToken);
        }

        await calls.RemoveAsync(context.Message.OrderId, context.CancellationToken);
    }

    private static bool Redact(DeliveryDocument delivery)
    {
        var before = (delivery.Delivery, delivery.Newer);
        delivery.Delivery = PersonalData.Without(delivery.Delivery);
        delivery.Newer = delivery.Newer is { } newer ? PersonalData.Without(newer) : null;
        return before != (delivery.Delivery, delivery.Newer);
    }
}
