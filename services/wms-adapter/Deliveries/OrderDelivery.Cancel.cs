using Crossdock.Adapters;

namespace Crossdock.WmsAdapter.Deliveries;

public sealed partial class OrderDelivery
{
    /// <summary>Cancels the delivery at the warehouse, and records the outcome.</summary>
    private static async Task CancelAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        var number = delivery.WarehouseNumber!;
        try
        {
            var answer = await warehouse.CancelAsync(number, cancellationToken);
            if (answer is Cancellation.TooLate tooLate)
            {
                delivery.CancelRefusal = tooLate.Reason;
                return;
            }

            if (answer is Cancellation.Done)
            {
                // Some parcels may have shipped before; the router must learn of them together with the cancellation.
                delivery.Add(await ParcelsAsync(warehouse, number, cancellationToken));
            }
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            // The warehouse rejects the request itself: assume that it ships the delivery.
            delivery.CancelRefusal = e.Message;
            return;
        }

        // Canceled or not found: the warehouse has nothing left to ship.
        (delivery.State, delivery.Reason) = (DeliveryState.Canceled, delivery.CancelReason);
    }

    private static async Task<IReadOnlyList<Parcel>> ParcelsAsync(
        IWarehouse warehouse,
        string number,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await warehouse.ParcelsAsync(number, cancellationToken);
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            return []; // The warehouse reports no parcels.
        }
    }
}
