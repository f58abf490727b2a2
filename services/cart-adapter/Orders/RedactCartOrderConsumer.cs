using Crossdock.Contracts;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.CartAdapter.Orders;

/// <summary>Removes the customer's personal data from an order that has ended, and its calls from the call log.</summary>
public sealed class RedactCartOrderConsumer(IDocuments<CartOrderDocument> orders, CallLog calls, TimeProvider time)
    : IConsumer<RedactCartOrder>
{
    public async Task Consume(ConsumeContext<RedactCartOrder> context)
    {
        await orders.UpdateAsync(context.Message.OrderId.ToString("D"), Redact, context.CancellationToken);
        await calls.RemoveAsync(context.Message.OrderId, context.CancellationToken);
    }

    private bool Redact(CartOrderDocument document)
    {
        // It was opened again meanwhile: it is still to be sent.
        if (document is { Received: not null, Settled: null } or { RedactedAt: not null })
        {
            return false;
        }

        document.Received = document.Received is { } received ? PersonalData.Without(received) : null;
        document.RedactedAt = time.GetUtcNow();
        return true;
    }
}
