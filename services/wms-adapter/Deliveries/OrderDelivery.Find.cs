using Crossdock.Adapters;

namespace Crossdock.WmsAdapter.Deliveries;

public sealed partial class OrderDelivery
{
    private const int MaxNotFound = 100;

    /// <summary>Asks the warehouse whether it has a delivery that may have arrived, before it is sent again.</summary>
    private async Task<DateTimeOffset?> FindAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        delivery.PollCount++;
        var reference = delivery.Delivery.Reference;
        Submission? found;
        try
        {
            found = await warehouse.FindAsync(reference, cancellationToken);
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            // It may have arrived: it is not sent again, however long this lasts.
            delivery.Note = $"The warehouse refuses to look up the order as {reference}: {e.Message}";
            return NotFound(delivery, delivery.Note);
        }

        if (found is not null)
        {
            if (delivery.HasEnded() || delivery.MayBeSentUntil is not null)
            {
                // Statuses were read past it while its number was not known.
                delivery.Turn += delivery.HasEnded() ? 1 : 0;
                (delivery.Reason, delivery.ParcelsMissingSince) = (null, delivery.SentAt);
                delivery.MayBeSentUntil = null;
            }

            (delivery.NotFoundCount, delivery.Note) = (0, null);
            return Take(delivery, found);
        }

        if (delivery.State != DeliveryState.Sending)
        {
            // The warehouse once confirmed it, so it is not sent again.
            return NotFound(delivery, $"The warehouse received the order as {reference} and no longer finds it.");
        }

        if (time.GetUtcNow() < (delivery.MayBeSentUntil ?? delivery.SentAt!.Value) + options.UnclearGrace)
        {
            return NextLook(delivery);
        }

        if (delivery.MayBeSentUntil is null)
        {
            var (order, merchant) = (delivery.Delivery, delivery.Delivery.Merchant);
            DeliveryNotThere(logger, order.OrderNumber, order.OrderId, merchant, delivery.Connection);
        }

        delivery.NotThere();
        return time.GetUtcNow();
    }

    /// <summary>It is unknown whether the warehouse has it: after many attempts a person decides, and it is still looked for.</summary>
    private DateTimeOffset? NotFound(DeliveryDocument delivery, string why)
    {
        if (++delivery.NotFoundCount < MaxNotFound)
        {
            return NextLook(delivery);
        }

        delivery.Note = null;
        if (delivery.State != DeliveryState.Missing)
        {
            (delivery.State, delivery.PollCount) = (DeliveryState.Missing, 0);
            delivery.Reason = $"{why} Contact the warehouse, then release the order.";
        }

        return null;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "Order {OrderNumber} ({OrderId}) of {Merchant} did not arrive at {Connection} after an unclear answer, and is sent again"
    )]
    private static partial void DeliveryNotThere(
        ILogger logger,
        string orderNumber,
        Guid orderId,
        string merchant,
        string connection
    );
}
