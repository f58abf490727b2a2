using System.Collections.Concurrent;
using Crossdock.Platform.Observability;
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
/// How many messages wait in this service's queues and in the error queues beside them. Asked with a declaration, which every broker answers
/// and which needs no management page; over a connection of its own, so that a question that fails closes no channel of the bus. Error queues
/// are declared as the bus would with their first message: the broker logs an error for each question about a queue that is not there.
/// </summary>
public sealed class QueueGauges(
    BusOptions options,
    QueueNames queues,
    ErrorQueueReports reports,
    GaugeSampling sampling
) : SampledGauges(sampling, Messages), IAsyncDisposable
{
    private static readonly Gauge Messages = new(
        "crossdock.queue.messages",
        "{message}",
        "Messages that wait in a queue of this service; those of _error and _skipped wait for a person."
    );

    /// <summary>Error queues that were declared differently, by an earlier version or by hand: they are there, and stay as they are.</summary>
    private readonly HashSet<string> foreign = new(StringComparer.Ordinal);
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
            readings.Add(ReadingOf(queue, await CountAsync(queue, isErrorQueue: false, cancellationToken)));
            foreach (var aside in (string[])[$"{queue}_error", $"{queue}_skipped"])
            {
                var count = await CountAsync(aside, isErrorQueue: true, cancellationToken);
                await reports.ReportAsync(aside, count, cancellationToken);
                readings.Add(ReadingOf(aside, count));
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

    private async Task<uint> CountAsync(string queue, bool isErrorQueue, CancellationToken cancellationToken)
    {
        // The broker closes the channel on which a queue is asked for that is not there, or is another one.
        await using var channel = await connection!.CreateChannelAsync(cancellationToken: cancellationToken);
        try
        {
            return isErrorQueue && !foreign.Contains(queue)
                ? (await DeclareAsync(channel, queue, cancellationToken)).MessageCount
                : await channel.MessageCountAsync(queue, cancellationToken);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0; // The bus has not declared it yet.
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.PreconditionFailed)
        {
            foreign.Add(queue);
            return await CountAsync(queue, isErrorQueue, cancellationToken);
        }
    }

    private static Task<QueueDeclareOk> DeclareAsync(
        IChannel channel,
        string queue,
        CancellationToken cancellationToken
    ) =>
        channel.QueueDeclareAsync(
            queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            arguments: ReplicatedQueue.Arguments,
            cancellationToken: cancellationToken
        );

    private static Reading ReadingOf(string queue, uint count) => new(Messages, count, Reading.Label("queue", queue));
}
