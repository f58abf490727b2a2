using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Removes the customer's personal data from what was posted; references, items, dates and amounts remain.</summary>
public sealed class RedactPostedOrderConsumer(IDocuments<PostedOrderDocument> posted, TimeProvider time)
    : IConsumer<RedactPostedOrder>
{
    public Task Consume(ConsumeContext<RedactPostedOrder> context) =>
        posted.UpdateAsync(context.Message.OrderId.ToString("D"), Redact, context.CancellationToken);

    private bool Redact(PostedOrderDocument document)
    {
        if (document.RedactedAt is not null)
        {
            return false;
        }

        document.RedactedAt = time.GetUtcNow();
        document.Fields = PostedFields.WithoutPersonalData(document.Fields);
        var order = document.Posted;
        document.Posted = order with
        {
            ShipTo = Contracts.PersonalData.Without(order.ShipTo),
            BillTo = order.BillTo is { } billTo ? Contracts.PersonalData.Without(billTo) : null,
            Notes = null,
        };
        return true;
    }
}
