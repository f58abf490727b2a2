using System.Threading.Channels;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Observability;

/// <summary>
/// Keeps the external calls of orders: one insert per call, behind a bounded queue, so that no call ever waits for the log. A call that finds
/// the queue full is not kept.
/// </summary>
public sealed partial class CallLog(
    IDocuments<CallDocument> calls,
    CallLogOptions options,
    TimeProvider time,
    ILogger<CallLog> logger
) : BackgroundService
{
    private const int MaxWaiting = 1000;
    private const int MaxDeleted = 500;
    private const int MaxAtOnce = 64;
    private static readonly TimeSpan CleanupInterval = TimeSpan.FromMinutes(10);
    private readonly Channel<(CallDocument Call, Func<(string?, string?)> Bodies)> waiting = Channel.CreateBounded<(
        CallDocument,
        Func<(string?, string?)>
    )>(MaxWaiting);
    private int dropped;

    public bool IsOn => options.Enabled;

    internal int MaxBytes => options.MaxBytes;

    /// <summary>Stands before the network of one connection.</summary>
    /// <param name="connection">Its name.</param>
    /// <param name="kind">Its adapter.</param>
    /// <param name="secrets">Of its settings; they are never kept.</param>
    /// <param name="network">What carries the calls.</param>
    public DelegatingHandler Record(
        string connection,
        string kind,
        IReadOnlyList<string> secrets,
        HttpMessageHandler network
    ) => new LoggedCall(this, connection, kind, secrets, time) { InnerHandler = network };

    /// <param name="call">What was done.</param>
    /// <param name="bodies">Makes the texts of request and answer, off the hot path.</param>
    internal void Add(CallDocument call, Func<(string?, string?)> bodies)
    {
        if (!waiting.Writer.TryWrite((call, bodies)) && Interlocked.Increment(ref dropped) == 1)
        {
            CallsNotLogged(logger, "too many at once");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CleanupInterval, time);
        await Task.WhenAll(WriteAsync(stoppingToken), CleanUpAsync(timer, stoppingToken))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WriteAsync(CancellationToken stoppingToken)
    {
        var inserts = new List<Task>(MaxAtOnce);
        while (await waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            // The store writes what comes at once in one commit.
            while (inserts.Count < MaxAtOnce && waiting.Reader.TryRead(out var next))
            {
                inserts.Add(InsertAsync(next.Call, next.Bodies, stoppingToken));
            }

            await Task.WhenAll(inserts);
            inserts.Clear();
        }
    }

    private async Task InsertAsync(CallDocument call, Func<(string?, string?)> bodies, CancellationToken stoppingToken)
    {
        try
        {
            (call.Request, call.Answer) = bodies();
            await calls.InsertAsync(call, stoppingToken);
            dropped = 0;
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            // The call itself went through: the log is no reason to stop anything.
            if (Interlocked.Increment(ref dropped) == 1)
            {
                CallsNotLogged(logger, e.Message);
            }
        }
    }

    private async Task CleanUpAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        do
        {
            try
            {
                await CleanUpAsync(stoppingToken);
            }
            catch (StoreUnavailableException)
            {
                // The next round deletes them.
            }
        } while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Deletes what is older than it is to be kept.</summary>
    public async Task CleanUpAsync(CancellationToken cancellationToken)
    {
        var old = CallDocument.ByTime.Where().AtMost(time.GetUtcNow() - options.Keep).Take(MaxDeleted);
        await calls.DeleteAllAsync(old, cancellationToken);
    }

    /// <summary>Deletes all that is kept of an order.</summary>
    public Task RemoveAsync(Guid orderId, CancellationToken cancellationToken) =>
        calls.DeleteAllAsync(CallDocument.ByOrder.Where(orderId.ToString("D")).Take(MaxDeleted), cancellationToken);

    [LoggerMessage(LogLevel.Warning, "External calls are not kept in the call log: {Reason}")]
    private static partial void CallsNotLogged(ILogger logger, string reason);
}
