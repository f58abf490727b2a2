using Crossdock.CartAdapter.QuickBooksCommerce.Http;
using Crossdock.CartAdapter.QuickBooksCommerce.Wire;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Shipments;

/// <summary>
/// Shows a parcel in the cart, once: with one call where nothing goes wrong. Three things keep it from being shown twice: the
/// Idempotency-Key for a day, our reference in the notes for ever, and a look before every second try.
/// </summary>
internal sealed class ShipmentConfirmation(
    CommerceClient client,
    string connection,
    TimeProvider time,
    ILogger logger
)
{
    public async Task ConfirmAsync(
        ConfirmShipment shipment,
        bool maybeSent,
        CancellationToken cancellationToken
    )
    {
        var fulfillment = FulfillmentMapping.ToNew(shipment);
        if (maybeSent && await FindAndCompleteAsync(shipment, cancellationToken))
        {
            return;
        }

        try
        {
            await CreateAsync(shipment, fulfillment, Key(shipment), cancellationToken);
        }
        catch (ConnectionProblemException e)
            when (e.Problem != ConnectionProblem.Throttled
                && AnswerProblem.SaysDuplicateKey(e.Message)
            )
        {
            if (await FindAndCompleteAsync(shipment, cancellationToken))
            {
                return;
            }

            if (!maybeSent)
            {
                throw new ConnectionProblemException(
                    ConnectionProblem.Unclear,
                    "QuickBooks Commerce has seen this shipment before, but does not show it yet",
                    e
                );
            }

            // Asked before and again, it is not there: the key was used up by a try that failed. Another one every hour, so that
            // two replicas in the same hour still share it.
            var hour = time.GetUtcNow().ToUnixTimeSeconds() / 3600;
            await CreateAsync(
                shipment,
                fulfillment,
                $"{Key(shipment)}-{Texts.Of(hour)}",
                cancellationToken
            );
        }
    }

    private async Task CreateAsync(
        ConfirmShipment shipment,
        FulfillmentFields fulfillment,
        string key,
        CancellationToken cancellationToken
    )
    {
        var answer = await client.SendAsync(
            HttpMethod.Post,
            "fulfillments",
            new FulfillmentBody(fulfillment),
            SentJson.Default.FulfillmentBody,
            key,
            Work.Urgent,
            cancellationToken
        );
        // Packed is the default status; a service that keeps to it whatever we ask is asked once more.
        if (answer.Fulfillment is { Status: "packed" } packed)
        {
            await CompleteAsync(packed, shipment, cancellationToken);
        }
    }

    private async Task<bool> FindAndCompleteAsync(
        ConfirmShipment shipment,
        CancellationToken cancellationToken
    )
    {
        var all = new List<FulfillmentObject>();
        var pages = client.PagesAsync(
            $"fulfillments?order_id={shipment.CartOrderId}",
            body => body.Fulfillments,
            Work.Urgent,
            cancellationToken
        );
        await foreach (var page in pages)
        {
            all.AddRange(page);
        }

        if (FulfillmentMapping.Find(shipment, all) is not { } found)
        {
            return false;
        }

        Log.ShipmentFound(logger, connection, shipment.ShipmentId, shipment.OrderNumber, found.Id);
        if (!FulfillmentMapping.IsComplete(found, shipment))
        {
            await CompleteAsync(found, shipment, cancellationToken);
        }

        return true;
    }

    /// <summary>A PUT of the same values is safe to repeat and needs no key.</summary>
    private async Task CompleteAsync(
        FulfillmentObject fulfillment,
        ConfirmShipment shipment,
        CancellationToken cancellationToken
    )
    {
        if (fulfillment.Id is not { } id)
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Unclear,
                "QuickBooks Commerce shows the shipment, but without an id"
            );
        }

        await client.SendAsync(
            HttpMethod.Put,
            $"fulfillments/{Texts.Of(id)}",
            new FulfillmentBody(FulfillmentMapping.Tracking(shipment)),
            SentJson.Default.FulfillmentBody,
            idempotencyKey: null,
            Work.Urgent,
            cancellationToken
        );
    }

    private static string Key(ConfirmShipment shipment) => shipment.ShipmentId.ToString("D");
}
