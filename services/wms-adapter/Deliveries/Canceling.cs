using Crossdock.Adapters;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Asks a warehouse not to ship what it has, and takes down its answer.</summary>
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
                // What left before is out, and the router must hear of it together with the cancellation.
                await AddParcelsAsync(delivery, warehouse, cancellationToken);
                break;
        }

        // Where the warehouse has no such ticket, there is nothing left that it could ship.
        (delivery.State, delivery.Reason) = (DeliveryState.Canceled, delivery.CancelReason);
    }

    /// <summary>A warehouse that will not even hear of it ships the delivery, as far as anybody knows: a person is told so.</summary>
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
            // It names none.
        }
    }
}
