using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Crossdock.Adapters;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.WmsAdapter.Deliveries;

/// <summary>Shipping Confirmations: polls the status of our deliveries at the warehouse, and fetches the parcels of those that shipped.</summary>
public sealed class ShipmentDownload(
    ConnectionSet<IWarehouse> warehouses,
    IDocuments<DeliveryDocument> deliveries,
    WorkSignal<DeliveryDocument> signal,
    TimeProvider time
) : Poller
{
    /// <summary>How much each poll reads again, because clocks differ and dates lack seconds. Known statuses are ignored.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);
    private const int AtOnce = 4;

    /// <summary>A status that is read again unchanged is compared with its delivery at most so often.</summary>
    private static readonly TimeSpan CompareInterval = TimeSpan.FromSeconds(15);
    private const int MaxRemembered = 100_000;

    /// <summary>The statuses of deliveries that have shipped whole, with when they were compared.</summary>
    private readonly ConcurrentDictionary<(string Connection, string Number), Compared> compared = new();

    /// <summary>After this long, parcels that the warehouse never reported are left to the person who reads the note.</summary>
    private static readonly TimeSpan LongestParcelsMissing = TimeSpan.FromDays(7);
    private const int MaxLost = 200;
    private static readonly DeliveryState[] Lost = [DeliveryState.Missing, DeliveryState.Refused];
    private static readonly DeliveryState[] Unnumbered = [DeliveryState.Sending, DeliveryState.Importing];

    public override string Subject => "shipments";

    /// <summary>Deliveries at the warehouse wait for a connection of the same name, and what shipped meanwhile must not be missed.</summary>
    public override bool KeepsCursorOnDelete => true;

    public override TimeSpan Interval(string connection) =>
        warehouses[connection].Settings.Of<WarehouseSettings>().ShipmentPollInterval;

    public override async Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        Func<DateTimeOffset, Task> checkpoint,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetUtcNow();
        // A delivery that ships before its number is known here, or whose parcels are reported later, must not be missed: the next poll starts
        // before the oldest of those.
        var next = await OldestOpenAsync(connection, began, cancellationToken) - Overlap;
        var since = cursor ?? next;
        var warehouse = warehouses[connection].External;
        var lost = await LostAsync(connection, cancellationToken);
        await foreach (var page in warehouse.ProgressSinceAsync(since, cancellationToken))
        {
            await Parallel.ForEachAsync(
                page,
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (progress, stop) => await FollowAsync(connection, warehouse, lost, progress, since, stop)
            );
        }

        // Deliveries that this poll left open count as well.
        var open = await OldestOpenAsync(connection, began, cancellationToken) - Overlap;
        return open < next ? open : next;
    }

    /// <summary>Reads and follows the statuses since a moment, as a poll does, and says of each what was known before.</summary>
    public async IAsyncEnumerable<(DeliveryProgress Progress, DeliveryDocument? Known, bool IsNews)> FollowSinceAsync(
        string connection,
        DateTimeOffset since,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var warehouse = warehouses[connection].External;
        var lost = await LostAsync(connection, cancellationToken);
        await foreach (var page in warehouse.ProgressSinceAsync(since, cancellationToken))
        {
            foreach (var progress in page)
            {
                var query = DeliveryDocument.ByNumber.Where(connection, progress.WarehouseNumber).Take(1);
                var known = await deliveries.QueryAsync(query, cancellationToken) is [var first] ? first : null;
                // That the warehouse confirms our own cancellation is nothing that was missed.
                var isNews =
                    known is not null
                    && ProgressRules.IsNews(known, progress)
                    && (known.State, progress.Kind) != (DeliveryState.Canceled, ProgressKind.Canceled);
                await FollowAsync(connection, warehouse, lost, progress, since, cancellationToken);
                yield return (progress, known, isNews);
            }
        }
    }

    private async Task<DateTimeOffset> OldestOpenAsync(
        string connection,
        DateTimeOffset otherwise,
        CancellationToken cancellationToken
    )
    {
        var oldest = otherwise;
        foreach (var state in Unnumbered)
        {
            var query = DeliveryDocument.ByState.Where(connection, state).Take(1);
            var first = await deliveries.QueryAsync(query, cancellationToken);
            oldest = first is [{ SentAt: { } sentAt }] && sentAt < oldest ? sentAt : oldest;
        }

        var owed = DeliveryDocument
            .ByParcelsMissingSince.Where(connection)
            .AtLeast(otherwise - LongestParcelsMissing)
            .Take(1);
        var longest = await deliveries.QueryAsync(owed, cancellationToken);
        return longest is [{ ParcelsMissingSince: { } since }] && since < oldest ? since : oldest;
    }

    private async Task FollowAsync(
        string connection,
        IWarehouse warehouse,
        IReadOnlyList<DeliveryDocument> lost,
        DeliveryProgress progress,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var key = (connection, progress.WarehouseNumber);
        if (compared.TryGetValue(key, out var last) && last.IsStill(progress, time.GetUtcNow()))
        {
            return;
        }

        var query = DeliveryDocument.ByNumber.Where(connection, progress.WarehouseNumber).Take(1);
        if (await deliveries.QueryAsync(query, cancellationToken) is not [var known])
        {
            await LookForAsync(lost, progress, cancellationToken);
            return;
        }

        if (!ProgressRules.IsNews(known, progress))
        {
            if (known is { State: DeliveryState.AtWarehouse, Complete: true })
            {
                Remember(key, progress);
            }

            return;
        }

        using var activity = known.Trace("follow delivery");
        var (parcels, problem) = MayHaveParcels(progress.Kind)
            ? await ParcelsAsync(warehouse, progress, cancellationToken)
            : ([], null);
        await deliveries.UpdateAsync(
            known.Id,
            delivery =>
                problem is null
                    ? ProgressRules.Apply(delivery, progress, parcels, since, time.GetUtcNow())
                    : ProgressRules.WaitForParcels(delivery, problem, since, time.GetUtcNow()),
            cancellationToken
        );
        signal.Wake();
    }

    /// <summary>Deliveries that the warehouse does not find, or refused lately: should it have one after all, it moves under a number unknown here.</summary>
    private async Task<IReadOnlyList<DeliveryDocument>> LostAsync(
        string connection,
        CancellationToken cancellationToken
    )
    {
        var lost = new List<DeliveryDocument>();
        foreach (var state in Lost)
        {
            var query = DeliveryDocument.ByState.Where(connection, state).Take(MaxLost) with { Descending = true };
            lost.AddRange(await deliveries.QueryAsync(query, cancellationToken));
        }

        return lost;
    }

    /// <summary>Has a lost delivery looked for at once if this may be it: warehouses make their number of our reference.</summary>
    private async Task LookForAsync(
        IReadOnlyList<DeliveryDocument> lost,
        DeliveryProgress progress,
        CancellationToken cancellationToken
    )
    {
        var number = progress.WarehouseNumber;
        foreach (
            var found in lost.Where(one => number.EndsWith(one.Delivery.Reference, StringComparison.OrdinalIgnoreCase))
        )
        {
            await deliveries.UpdateAsync(
                found.Id,
                delivery =>
                {
                    if (Array.IndexOf(Lost, delivery.State) < 0)
                    {
                        return false;
                    }

                    delivery.State = DeliveryState.Missing;
                    delivery.DueNow(time.GetUtcNow());
                    return true;
                },
                cancellationToken
            );
            signal.Wake();
        }
    }

    /// <summary>Some may have shipped before the rest was canceled.</summary>
    private static bool MayHaveParcels(ProgressKind kind) =>
        kind is ProgressKind.PartlyShipped or ProgressKind.Shipped or ProgressKind.Canceled;

    /// <returns>The parcels, or why the warehouse does not report them; other deliveries do not wait for that.</returns>
    private static async Task<(IReadOnlyList<Parcel>, string? Problem)> ParcelsAsync(
        IWarehouse warehouse,
        DeliveryProgress progress,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return (await warehouse.ParcelsAsync(progress.WarehouseNumber, cancellationToken), null);
        }
        catch (ConnectionProblemException e) when (e.Problem == ConnectionProblem.Refused)
        {
            return progress.Kind == ProgressKind.Canceled
                ? ([], null)
                : ([], $"The warehouse does not report what it shipped: {e.Message}");
        }
    }

    private void Remember((string Connection, string Number) key, DeliveryProgress progress)
    {
        if (compared.Count >= MaxRemembered)
        {
            compared.Clear();
        }

        compared[key] = new Compared(
            progress.Kind,
            progress.Status,
            string.Join('\n', progress.TrackingNumbers),
            time.GetUtcNow()
        );
    }

    private sealed record Compared(ProgressKind Kind, string Status, string TrackingNumbers, DateTimeOffset At)
    {
        /// <summary>True if the same was compared lately; a clock that was set back proves nothing.</summary>
        public bool IsStill(DeliveryProgress progress, DateTimeOffset now) =>
            now >= At
            && now - At < CompareInterval
            && (progress.Kind, progress.Status) == (Kind, Status)
            && string.Join('\n', progress.TrackingNumbers) == TrackingNumbers;
    }
}
