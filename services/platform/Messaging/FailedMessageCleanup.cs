using Crossdock.Platform.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Removes the content of failed and of discarded messages about orders whose personal data were removed, and deletes discarded messages that
/// are old. It follows from what is stored, so that a crash loses nothing, and a message that fails later is found as well.
/// </summary>
public sealed partial class FailedMessageCleanup(
    FailedMessages failed,
    IDocuments<DiscardedMessage> discarded,
    IEnumerable<IRedactedOrders> redacted,
    BusOptions options,
    TimeProvider time,
    ILogger<FailedMessageCleanup> logger
) : BackgroundService
{
    private const string Why = "Its content was removed with the customer's personal data.";
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    /// <summary>Looks once.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var old = DiscardedMessage.ByTime.Where().AtMost(time.GetUtcNow().AddDays(-options.KeepDiscardedDays));
        await discarded.DeleteAllAsync(old, cancellationToken);
        await foreach (var message in discarded.AllAsync(DiscardedMessage.ByTime.Where(), cancellationToken))
        {
            if (message.Body.Length > 0 && await IsRedactedAsync(message.Message.OrderId, cancellationToken))
            {
                await discarded.UpdateAsync(message.Id, Erase, cancellationToken);
            }
        }

        foreach (var queue in failed.Queues)
        {
            await EraseAsync(queue, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                MessagesNotErased(logger, e.Message);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        } while (!stoppingToken.IsCancellationRequested);
    }

    private async Task EraseAsync(string queue, CancellationToken cancellationToken)
    {
        var chosen = new HashSet<Guid?>();
        foreach (var order in (await failed.ReadAsync(queue, cancellationToken)).Select(one => one.OrderId).Distinct())
        {
            if (await IsRedactedAsync(order, cancellationToken))
            {
                chosen.Add(order);
            }
        }

        if (chosen.Count > 0)
        {
            await failed.EraseAsync(queue, one => chosen.Contains(one.OrderId), Why, cancellationToken);
        }
    }

    private async Task<bool> IsRedactedAsync(Guid? orderId, CancellationToken cancellationToken)
    {
        foreach (var orders in redacted)
        {
            if (orderId is { } id && await orders.IsRedactedAsync(id, cancellationToken))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Erase(DiscardedMessage message)
    {
        message.Body = "";
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "The content of failed messages is removed later: {Reason}")]
    private static partial void MessagesNotErased(ILogger logger, string reason);
}
