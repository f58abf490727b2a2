using System.Collections.Concurrent;
using System.Globalization;
using Crossdock.Adapters.QuickBooksCommerce.Http;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce.Shipments;

/// <summary>
/// Shows a parcel in the cart, once: with one call where nothing goes wrong. Three things keep it from being shown twice: the
/// Idempotency-Key for a day, our reference in the notes forever, and a look before every second try.
/// </summary>
internal sealed class ShipmentConfirmation(ICommerceApi api, string connection, TimeProvider time, ILogger logger)
{
    /// <summary>
    /// A try that was not answered may be under way for so long: its key is taken and its parcel does not show yet. Far longer than any
    /// time-out.
    /// </summary>
    private static readonly TimeSpan UnderWay = TimeSpan.FromMinutes(10);

    /// <summary>Since when a parcel's key is known to be taken although the parcel does not show.</summary>
    private readonly ConcurrentDictionary<Guid, DateTimeOffset> missing = new();

    public async Task ConfirmAsync(ConfirmShipment shipment, bool maybeSent, CancellationToken cancellationToken)
    {
        if (maybeSent)
        {
            var before = await ReadAsync(shipment, cancellationToken);
            if (before.Find(shipment) is { } there)
            {
                await SettleAsync(there, shipment, cancellationToken);
                return;
            }
        }

        try
        {
            await CreateAsync(shipment, KeyOf(shipment), cancellationToken);
        }
        catch (ConnectionProblemException e) when (Errors.SaysDuplicateKey(e.Message))
        {
            await FindAsync(shipment, e, cancellationToken);
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            if (!await IsThereAsync(shipment, cancellationToken))
            {
                throw;
            }
        }
    }

    /// <summary>The cart has taken the same before: it should show it.</summary>
    private async Task FindAsync(
        ConfirmShipment shipment,
        ConnectionProblemException said,
        CancellationToken cancellationToken
    )
    {
        var now = await ReadAsync(shipment, cancellationToken);
        if (now.Find(shipment) is { } there)
        {
            await SettleAsync(there, shipment, cancellationToken);
            return;
        }

        var at = time.GetUtcNow();
        if (at - missing.GetOrAdd(shipment.ShipmentId, at) < UnderWay)
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Unclear,
                "QuickBooks Commerce has seen this shipment before, but does not show it yet",
                said
            );
        }

        // The key was used up by a try that failed. Another one every hour, so that two replicas in the same hour still share it.
        var hour = at.ToUnixTimeSeconds() / 3600;
        await CreateAsync(shipment, $"{KeyOf(shipment)}-{Texts.Of(hour)}", cancellationToken);
        missing.TryRemove(shipment.ShipmentId, out _);
    }

    /// <summary>
    /// The cart refuses: perhaps because the goods are in a fulfillment already, ours from an earlier try or one that was packed
    /// by hand.
    /// </summary>
    private async Task<bool> IsThereAsync(ConfirmShipment shipment, CancellationToken cancellationToken)
    {
        var now = await ReadAsync(shipment, cancellationToken);
        if (now.Find(shipment) is { } there)
        {
            await SettleAsync(there, shipment, cancellationToken);
            return true;
        }

        if (now.FindPacked(shipment) is not { } packed)
        {
            return now.HasPackedByHand && await RepackAsync(now, shipment, cancellationToken);
        }

        var reference = FulfillmentMapping.ReferenceOf(shipment);
        var change = FulfillmentMapping.ToChange(shipment) with
        {
            Notes = packed.Notes is { } notes ? $"{notes}\n{reference}" : reference,
        };
        await ChangeAsync(packed, change, cancellationToken);
        return true;
    }

    /// <summary>
    /// Voids what was packed by hand, since the goods leave in other parcels than somebody thought, and shows the parcel. [?] Whether packed
    /// goods count as used is not known of the real service; if they do not, it does not refuse the parcel for them.
    /// </summary>
    private async Task<bool> RepackAsync(
        FulfillmentMatch now,
        ConfirmShipment shipment,
        CancellationToken cancellationToken
    )
    {
        var ordered = new List<LineObject>();
        long[] order = [FulfillmentMapping.OrderIdOf(shipment)];
        var pages = Answers.PagesAsync(
            page => api.ListOrderLinesAsync(order, page, cancellationToken),
            body => body.OrderLineItems
        );
        await foreach (var (page, _) in pages)
        {
            ordered.AddRange(page.Where(line => line.Id is not null));
        }

        var packed = now.PackedInTheWay(shipment, ordered.DistinctBy(line => line.Id));
        foreach (var fulfillment in packed)
        {
            await ChangeAsync(fulfillment, new FulfillmentFields { Status = "void" }, cancellationToken);
            Log.PackingVoided(logger, connection, fulfillment.Id, shipment.OrderNumber, shipment.OrderId);
        }

        if (packed.Count > 0)
        {
            // Whether a refused key is used up is not known.
            await CreateAsync(shipment, $"{KeyOf(shipment)}-repacked", cancellationToken);
        }

        return packed.Count > 0;
    }

    private async Task CreateAsync(ConfirmShipment shipment, string key, CancellationToken cancellationToken)
    {
        var body = new FulfillmentBody(FulfillmentMapping.ToNew(shipment));
        var answer = await api.CreateFulfillmentAsync(body, key, Work.Urgent, cancellationToken).ReadAsync();
        // Packed is the default status; a service that keeps to it whatever we ask is asked once more.
        if (answer.Body.Fulfillment is { Status: "packed" } packed)
        {
            await ChangeAsync(packed, FulfillmentMapping.ToChange(shipment), cancellationToken);
        }
    }

    private async Task SettleAsync(
        FulfillmentObject there,
        ConfirmShipment shipment,
        CancellationToken cancellationToken
    )
    {
        missing.TryRemove(shipment.ShipmentId, out _);
        Log.ShipmentFound(
            logger,
            connection,
            shipment.ShipmentId,
            shipment.OrderNumber,
            shipment.OrderId,
            shipment.Merchant,
            there.Id
        );
        if (!FulfillmentMatch.IsComplete(there, shipment))
        {
            var notes = FulfillmentMatch.NamesAll(there, shipment)
                ? null
                : string.Join('\n', new[] { there.Notes, FulfillmentMapping.NumbersOf(shipment) }.OfType<string>());
            await ChangeAsync(there, FulfillmentMapping.ToChange(shipment) with { Notes = notes }, cancellationToken);
        }
    }

    /// <summary>A PUT of the same values is safe to repeat and needs no key.</summary>
    private async Task ChangeAsync(
        FulfillmentObject fulfillment,
        FulfillmentFields fields,
        CancellationToken cancellationToken
    )
    {
        var id =
            fulfillment.Id
            ?? throw new ConnectionProblemException(
                ConnectionProblem.Unclear,
                "QuickBooks Commerce shows the shipment, but without an id"
            );
        await api.UpdateFulfillmentAsync(id, new FulfillmentBody(fields), Work.Urgent, cancellationToken).ReadAsync();
    }

    private async Task<FulfillmentMatch> ReadAsync(ConfirmShipment shipment, CancellationToken cancellationToken)
    {
        var order = FulfillmentMapping.OrderIdOf(shipment);
        var fulfillments = new List<FulfillmentObject>();
        var lines = new List<FulfillmentLineObject>();
        var pages = Answers.PagesAsync(
            page => api.ListFulfillmentsAsync(order, page, Work.Urgent, cancellationToken),
            body => body.Fulfillments
        );
        await foreach (var (page, beside) in pages)
        {
            fulfillments.AddRange(page);
            lines.AddRange(beside.FulfillmentLineItems ?? []);
        }

        return new(fulfillments, lines);
    }

    private static string KeyOf(ConfirmShipment shipment) =>
        shipment.ShipmentId.ToString("D", CultureInfo.InvariantCulture);
}
