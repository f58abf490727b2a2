using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Crossdock.Adapters;
using Crossdock.Contracts;
using static Crossdock.Conformance.Mutants.Carts.CartMutation;

namespace Crossdock.Conformance.Mutants.Carts;

/// <summary>What it writes.</summary>
internal sealed partial class SampleCart
{
    /// <summary>The most levels that a call can set.</summary>
    public const int MaxLevels = 4;

    private readonly SemaphoreSlim alone = new(1);
    private readonly TaskCompletionSource looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int looks;
    private readonly Dictionary<string, decimal> sums = new(StringComparer.Ordinal);

    public async Task ConfirmShipmentAsync(
        ConfirmShipment shipment,
        bool maybeSent,
        CancellationToken cancellationToken
    )
    {
        if (mutation == LooksWhileAnotherSends)
        {
            await ConfirmAsync(shipment, maybeSent, cancellationToken);
            return;
        }

        // Two that look before either has sent would both send.
        await alone.WaitAsync(cancellationToken);
        try
        {
            await ConfirmAsync(shipment, maybeSent, cancellationToken);
        }
        finally
        {
            alone.Release();
        }
    }

    private async Task ConfirmAsync(ConfirmShipment shipment, bool maybeSent, CancellationToken cancellationToken)
    {
        var parcelKey = shipment.ShipmentId.ToString("D");
        if (maybeSent && mutation != NeverLooks)
        {
            var order =
                await FindAsync(shipment.CartOrderId, cancellationToken)
                ?? throw new ConnectionProblemException(ConnectionProblem.Refused, "The sample has no such order");
            if (order.Parcels.FirstOrDefault(one => one.Key == parcelKey) is { } shown)
            {
                if (shown.Tracking != shipment.TrackingNumber && mutation != NeverCorrectsTracking)
                {
                    await SendAsync(
                        HttpMethod.Put,
                        $"orders/{order.Id}/parcels/{shown.Id}",
                        new { tracking = shipment.TrackingNumber },
                        cancellationToken
                    );
                }

                return;
            }

            if (mutation == LooksWhileAnotherSends)
            {
                await AnotherLooksAsync(cancellationToken);
            }
        }

        var whole =
            mutation == ShipsWholeLines
                ? (await FindAsync(shipment.CartOrderId, cancellationToken))?.Lines.ToDictionary(
                    line => line.Id,
                    line => line.Units
                )
                : null;
        var parcel = new SampleParcel(
            "",
            parcelKey,
            mutation == DropsTracking ? null : shipment.TrackingNumber,
            mutation == DropsCarrier ? null : shipment.Carrier,
            whole
                ?? shipment
                    .Lines.Take(mutation == ShipsFirstLineOnly ? 1 : int.MaxValue)
                    .ToDictionary(line => line.LineId, line => line.Quantity)
        );
        var path = $"orders/{Uri.EscapeDataString(shipment.CartOrderId)}/parcels";
        try
        {
            await SendAsync(HttpMethod.Post, path, parcel, cancellationToken);
        }
        catch (ConnectionProblemException e)
            when (mutation == SendsAgainWithoutLooking && e.Problem == ConnectionProblem.Unclear)
        {
            await SendAsync(HttpMethod.Post, path, parcel, cancellationToken);
        }
    }

    /// <summary>Waits until two have looked: else the first may have sent before the second looks, and nothing is wrong.</summary>
    private Task AnotherLooksAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref looks) > 1)
        {
            looked.TrySetResult();
        }

        return looked.Task.WaitAsync(cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, string>> SetStockAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    )
    {
        var set = levels
            .Take(
                mutation switch
                {
                    SetsHalfOfABatch => (levels.Count + 1) / 2,
                    SetsOneCallOfABatch => MaxLevels,
                    _ => int.MaxValue,
                }
            )
            .Where(level => mutation != IgnoresZero || level.OnHand > 0)
            .Select(level => new SampleLevel(level.Sku, mutation == AddsToStock ? Sum(level) : level.OnHand));
        var refused = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var call in set.Chunk(MaxLevels))
        {
            var answer = await SendAsync(HttpMethod.Put, "stock", call, cancellationToken);
            foreach (var sku in answer?.Unknown ?? [])
            {
                refused[sku] =
                    mutation == GivesUpABatchForOneItem
                        ? throw new ConnectionProblemException(ConnectionProblem.Refused, $"The sample has no {sku}")
                    : mutation == GivesNoReason ? ""
                    : $"The sample has no {sku}";
            }
        }

        return mutation == HidesWhatItCannotSet ? new Dictionary<string, string>() : refused;
    }

    public async Task SubscribeAsync(Uri address, CancellationToken cancellationToken)
    {
        var known = await GetAsync<SampleCartAnswer>("hooks", cancellationToken);
        if (mutation == SubscribesAgain || known?.Hooks?.Contains(address) != true)
        {
            await SendAsync(HttpMethod.Post, "hooks", new { address }, cancellationToken);
        }
    }

    /// <exception cref="ConnectionProblemException">The system says no.</exception>
    private async Task<SampleCartAnswer?> SendAsync<T>(
        HttpMethod method,
        string path,
        T body,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await http.SendAsync(request, cancellationToken);
        if (
            mutation is TrustsAnySuccess or TrustsAny404
            && answer.Content.Headers.ContentType?.MediaType == "text/html"
        )
        {
            return null;
        }

        var said = await SampleJson.ReadAsync<SampleCartAnswer>(answer, cancellationToken);
        return
            answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.UnprocessableEntity
            && mutation != SwallowsRefusal
            ? throw new ConnectionProblemException(
                ConnectionProblem.Refused,
                string.Create(CultureInfo.InvariantCulture, $"The sample refuses it: {said?.Error}")
            )
            : said;
    }

    private decimal Sum(StockLevel level) => sums[level.Sku] = sums.GetValueOrDefault(level.Sku) + level.OnHand;
}
