using Crossdock.Adapters;

namespace Crossdock.WmsAdapter.Deliveries;

public sealed partial class OrderDelivery
{
    private async Task<DateTimeOffset?> SubmitAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        (delivery.State, delivery.SentAt, delivery.PollCount) = (DeliveryState.Sending, time.GetUtcNow(), 0);
        await KeepAsync(delivery, cancellationToken);
        try
        {
            return Take(delivery, await warehouse.SubmitAsync(delivery.Delivery, cancellationToken));
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            return Take(delivery, new Submission.Refused(e.Message));
        }
        catch (ConnectionProblemException e) when (e.NothingWasDone)
        {
            delivery.NotThere(); // Definitely not sent.
            throw;
        }
    }
}
