using System.Collections.Concurrent;
using Crossdock.Platform.Observability;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Crossdock.Platform.Messaging;

/// <summary>The queues that this process consumes from, as the bus names them.</summary>
public sealed class QueueNames
{
    private readonly ConcurrentDictionary<string, bool> names = new(StringComparer.Ordinal);

    public IEnumerable<string> All => names.Keys.Order(StringComparer.Ordinal);

    public void Add(string name) => names.TryAdd(name, true);
}

/// <summary>
/// How many messages wait in this service's queues and in the error queues beside them. Asked with a passive declaration, which every
/// broker answers, needs no management page and changes nothing; over a connection of its own, so that a question that fails closes no
/// channel of the bus.
/// </summary>
public sealed partial class QueueGauges(
    BusOptions options,
    QueueNames queues,
    GaugeSampling sampling,
    ILogger<QueueGauges> logger
) : SampledGauges(sampling, Messages), IAsyncDisposable
{
    private static readonly Gauge Messages = new(
        "crossdock.queue.messages",
        "{message}",
        "Messages that wait in a queue of this service; those of _error and _skipped wait for a person."
    );
    private readonly Dictionary<string, uint> failed = new(StringComparer.Ordinal);
    private IConnection? connection;

    public override async Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        if (options.Transport != BusTransport.RabbitMq)
        {
            return []; // In memory nothing is kept that could be counted.
        }

        if (connection is not { IsOpen: true })
        {
            await DisposeAsync();
            var factory = new ConnectionFactory
            {
                Uri = options.Broker,
                ClientProvidedName = "crossdock metrics",
                AutomaticRecoveryEnabled = false,
            };
            connection = await factory.CreateConnectionAsync(cancellationToken);
        }

        var readings = new List<Reading>();
        foreach (var queue in queues.All)
        {
            readings.Add(await ReadAsync(queue, cancellationToken));
            foreach (var aside in (string[])[$"{queue}_error", $"{queue}_skipped"])
            {
                var reading = await ReadAsync(aside, cancellationToken);
                Track(aside, (uint)reading.Value);
                readings.Add(reading);
            }
        }

        return readings;
    }

    public async ValueTask DisposeAsync()
    {
        // Let go of first: closing a connection whose broker is gone may fail.
        if (Interlocked.Exchange(ref connection, null) is { } old)
        {
            await old.DisposeAsync();
        }
    }

    private async Task<Reading> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        // The broker closes the channel on which a queue is asked for that is not there.
        await using var channel = await connection!.CreateChannelAsync(cancellationToken: cancellationToken);
        uint count;
        try
        {
            count = await channel.MessageCountAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == 404)
        {
            count = 0; // An error queue is made with its first message.
        }

        return new Reading(Messages, count, Reading.Label("queue", queue));
    }

    /// <summary>Says once that messages have come to lie in an error queue, again when there are more, and when it is empty again.</summary>
    private void Track(string queue, uint count)
    {
        var before = failed.GetValueOrDefault(queue);
        failed[queue] = count;
        if (count > before)
        {
            ErrorQueueNotEmpty(logger, queue, count);
        }
        else if (count == 0 && before > 0)
        {
            ErrorQueueEmpty(logger, queue);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Messages} messages wait for a person in {Queue}")]
    private static partial void ErrorQueueNotEmpty(ILogger logger, string queue, uint messages);

    [LoggerMessage(LogLevel.Information, "{Queue} is empty again")]
    private static partial void ErrorQueueEmpty(ILogger logger, string queue);
}
