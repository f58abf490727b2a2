using Crossdock.Adapters;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Cancels a delivery at the warehouse, and records the outcome.</summary>
internal static class Canceling
{
    public static async Task CancelAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        switch (await AskAsync(warehouse, delivery.WarehouseNumber!, cancellationToken))
        {
            case Cancellation.TooLate tooLate:
                delivery.CancelRefusal = tooLate.Reason;
                return;
            case Cancellation.Done:
                // Some parcels may have shipped before; the router must learn of them together with the cancellation.
                await AddParcelsAsync(delivery, warehouse, cancellationToken);
                break;
        }

        // Not found: the warehouse has nothing to ship.
        (delivery.State, delivery.Reason) = (DeliveryState.Canceled, delivery.CancelReason);
    }

    /// <summary>If the warehouse rejects the request itself, assume that it ships the delivery; the reason is reported.</summary>
    private static async Task<Cancellation> AskAsync(
        IWarehouse warehouse,
        string number,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await warehouse.CancelAsync(number, cancellationToken);
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            return new Cancellation.TooLate(e.Message);
        }
    }

    private static async Task AddParcelsAsync(
        DeliveryDocument delivery,
        IWarehouse warehouse,
        CancellationToken cancellationToken
    )
    {
        try
        {
            ProgressRules.Add(delivery, await warehouse.ParcelsAsync(delivery.WarehouseNumber!, cancellationToken));
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            // The warehouse reports no parcels.
        }
    }
}
