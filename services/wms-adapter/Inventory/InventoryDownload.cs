using System.Collections.Concurrent;
using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.WmsAdapter.Inventory;

/// <summary>Inventory: polls the warehouse for stock changes, and publishes them.</summary>
public partial class InventoryDownload(
    ConnectionSet<IWarehouse> warehouses,
    IBus bus,
    TimeProvider time,
    ILogger<InventoryDownload> logger
) : Poller
{
    private const int ReadingsPerMessage = 250;
    private const int MaxNamed = 20;
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>What was last logged of each connection, so that it is logged once.</summary>
    private readonly ConcurrentDictionary<string, string> said = new(StringComparer.Ordinal);

    public override string Subject => "inventory";

    public override TimeSpan Interval(string connection) => Settings(connection).InventoryPollInterval;

    public override Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        Func<DateTimeOffset, Task> checkpoint,
        CancellationToken cancellationToken
    ) => DownloadAsync(connection, cursor - Overlap, _ => null, cancellationToken);

    /// <param name="connection">The warehouse.</param>
    /// <param name="since">Null for the whole stock.</param>
    /// <param name="goneBefore">From which moment on an item must have been listed, given whether this download is complete.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <returns>When it began.</returns>
    private protected async Task<DateTimeOffset?> DownloadAsync(
        string connection,
        DateTimeOffset? since,
        Func<bool, DateTimeOffset?> goneBefore,
        CancellationToken cancellationToken
    )
    {
        var began = time.GetUtcNow();
        var at = warehouses[connection];
        var (settings, warehouse, _) = at;
        var tally = new StockTally();
        await foreach (var page in warehouse.InventorySinceAsync(since, cancellationToken))
        {
            foreach (var reading in page)
            {
                tally.Add(reading);
            }
        }

        Log(connection, tally);
        if (since is null)
        {
            at.Unreadable.Replace("stock", tally.Problems);
        }

        foreach (var readings in tally.Readings.Chunk(ReadingsPerMessage))
        {
            await PublishAsync(readings, completeAsOf: null, gone: null);
        }

        await PublishAsync([], completeAsOf: began, goneBefore(tally.IsComplete));
        return began;

        Task PublishAsync(IReadOnlyList<StockReading> readings, DateTimeOffset? completeAsOf, DateTimeOffset? gone) =>
            bus.PublishAsync(
                new InventoryUpdated
                {
                    Merchant = settings.Merchant,
                    Connection = connection,
                    Readings = readings,
                    CompleteAsOf = completeAsOf,
                    BeganAt = began,
                    GoneBefore = gone,
                },
                cancellationToken
            );
    }

    private protected WarehouseSettings Settings(string connection) =>
        warehouses[connection].Settings.Of<WarehouseSettings>();

    private void Log(string connection, StockTally tally)
    {
        var summed = List([.. tally.Summed]);
        if (IsNews($"{connection}:summed", summed))
        {
            StockRowsAdded(logger, connection, summed);
        }

        var unread = List([
            .. tally.Unreadable,
            .. tally.Nameless > 0 ? [$"{tally.Nameless} rows without an item code"] : (string[])[],
        ]);
        if (IsNews($"{connection}:unread", unread))
        {
            StockRowsUnreadable(logger, connection, unread);
        }
    }

    private bool IsNews(string subject, string text)
    {
        var before = said.GetValueOrDefault(subject, "");
        said[subject] = text;
        return text.Length > 0 && text != before;
    }

    private static string List(List<string> items) =>
        string.Join(", ", items.Take(MaxNamed)) + (items.Count > MaxNamed ? $" and {items.Count - MaxNamed} more" : "");

    [LoggerMessage(
        LogLevel.Warning,
        "{Connection} lists items in several rows of one building; their levels are added up: {Items}"
    )]
    private static partial void StockRowsAdded(ILogger logger, string connection, string items);

    [LoggerMessage(
        LogLevel.Warning,
        "{Connection} lists stock that cannot be read; the levels known before stay: {Items}"
    )]
    private static partial void StockRowsUnreadable(ILogger logger, string connection, string items);
}
