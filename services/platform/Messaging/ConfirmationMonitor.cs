using System.Collections.Concurrent;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Cuts the line to the broker when messages go unconfirmed on it for too long. A healthy broker confirms within moments; where client and
/// broker have lost each other on a line that looks open, everything would wait forever, and a new line is all that helps.
/// </summary>
internal sealed partial class ConfirmationMonitor(
    BrokerSockets line,
    BusOptions options,
    TimeProvider time,
    ILogger<ConfirmationMonitor> logger
) : BackgroundService, IPublishObserver
{
    /// <summary>Where the broker itself holds publishers up (its memory or disk is full), new lines change nothing.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<object, DateTimeOffset> unconfirmed = new(ReferenceEqualityComparer.Instance);

    public Task PrePublish<T>(PublishContext<T> context)
        where T : class
    {
        unconfirmed[context] = time.GetUtcNow();
        return Task.CompletedTask;
    }

    public Task PostPublish<T>(PublishContext<T> context)
        where T : class => Ended(context);

    public Task PublishFault<T>(PublishContext<T> context, Exception exception)
        where T : class => Ended(context);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var mayCut = DateTimeOffset.MinValue;
        using var look = new PeriodicTimer(options.ConfirmTimeout / 3, time);
        while (await WaitAsync(look, stoppingToken))
        {
            var now = time.GetUtcNow();
            var late = unconfirmed.Count(message => now - message.Value > options.ConfirmTimeout);
            if (late == 0 || now < mayCut)
            {
                continue;
            }

            BrokerConnectionReset(logger, late, options.ConfirmTimeout);
            mayCut = now + Between;
            unconfirmed.Clear();
            line.Cut();
        }
    }

    private static async Task<bool> WaitAsync(PeriodicTimer look, CancellationToken stoppingToken)
    {
        try
        {
            return await look.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private Task Ended(object context)
    {
        unconfirmed.TryRemove(context, out _);
        return Task.CompletedTask;
    }

    [LoggerMessage(
        LogLevel.Warning,
        "{Messages} messages were not confirmed by the broker in {Limit}: the connection to it is made again"
    )]
    private static partial void BrokerConnectionReset(ILogger logger, int messages, TimeSpan limit);
}
