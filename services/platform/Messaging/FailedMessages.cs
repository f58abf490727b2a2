using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Crossdock.Platform.Messaging;

/// <summary>
/// Shows, replays and discards what lies in this service's error queues. A message leaves its error queue only once the broker has confirmed
/// it elsewhere, or the store has it; every consumer accepts a message twice.
/// </summary>
public sealed class FailedMessages(
    BusOptions options,
    QueueNames queues,
    IDocuments<DiscardedMessage> discarded,
    TimeProvider time
) : IDisposable
{
    /// <summary>How many messages of a queue are looked at: they are held meanwhile.</summary>
    public const int MaxRead = 1000;

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(500);
    private const string Error = "_error";
    private const string Skipped = "_skipped";

    /// <summary>Who reads holds all of a queue, and another one would find nothing.</summary>
    private readonly SemaphoreSlim reading = new(1, 1);

    /// <summary>The error queues that there may be.</summary>
    public IReadOnlyList<string> Queues =>
        options.Transport == BusTransport.RabbitMq
            ? [.. queues.All.SelectMany(queue => new[] { queue + Error, queue + Skipped })]
            : []; // In memory nothing is kept.

    /// <summary>The first messages of a queue, and nothing is changed.</summary>
    public async Task<IReadOnlyList<FailedMessage>> ReadAsync(string queue, CancellationToken cancellationToken)
    {
        var found = new List<FailedMessage>();
        await ForEachAsync(
            queue,
            (message, _, _) =>
            {
                found.Add(message);
                return Task.FromResult(false);
            },
            cancellationToken,
            restart: found.Clear
        );
        return found;
    }

    /// <summary>Gives the chosen messages to their consumer again.</summary>
    /// <returns>How many.</returns>
    public Task<int> ReplayAsync(
        string queue,
        Func<FailedMessage, bool> isChosen,
        CancellationToken cancellationToken
    ) =>
        ForEachAsync(
            queue,
            async (message, raw, channel) =>
            {
                if (!isChosen(message))
                {
                    return false;
                }

                await PublishAsync(
                    channel,
                    queue,
                    raw.Body,
                    new BasicProperties(raw.BasicProperties) { Headers = Headers(raw.BasicProperties) },
                    cancellationToken
                );
                return true;
            },
            cancellationToken
        );

    /// <summary>Takes the chosen messages out, and keeps them in the store.</summary>
    /// <returns>How many.</returns>
    public Task<int> DiscardAsync(
        string queue,
        Func<FailedMessage, bool> isChosen,
        string by,
        string reason,
        CancellationToken cancellationToken
    ) => DiscardAsync(queue, isChosen, by, reason, keepsBody: true, cancellationToken);

    /// <summary>Takes the chosen messages out, and keeps no more than that they were there.</summary>
    /// <returns>How many.</returns>
    public Task<int> EraseAsync(
        string queue,
        Func<FailedMessage, bool> isChosen,
        string reason,
        CancellationToken cancellationToken
    ) => DiscardAsync(queue, isChosen, "", reason, keepsBody: false, cancellationToken);

    private Task<int> DiscardAsync(
        string queue,
        Func<FailedMessage, bool> isChosen,
        string by,
        string reason,
        bool keepsBody,
        CancellationToken cancellationToken
    ) =>
        ForEachAsync(
            queue,
            async (message, raw, _) =>
            {
                if (!isChosen(message))
                {
                    return false;
                }

                // One of this id that is there is this one, from a try whose end was lost.
                await discarded.InsertAsync(
                    new DiscardedMessage
                    {
                        Id = $"{queue}:{message.Id}",
                        Message = message,
                        Body = keepsBody ? Convert.ToBase64String(raw.Body.Span) : "",
                        MessageId = raw.BasicProperties.MessageId,
                        ContentType = raw.BasicProperties.ContentType,
                        At = time.GetUtcNow(),
                        By = by,
                        Reason = reason,
                    },
                    cancellationToken
                );
                return true;
            },
            cancellationToken
        );

    /// <summary>Gives a discarded message to its consumer after all.</summary>
    /// <exception cref="RefusedException">Its content was removed, or the broker cannot be reached.</exception>
    public async Task RecoverAsync(DiscardedMessage message, CancellationToken cancellationToken)
    {
        if (message.Body.Length == 0)
        {
            throw new RefusedException("Its content was removed with the customer's personal data.");
        }

        await OnChannelAsync(
            async channel =>
            {
                await PublishAsync(
                    channel,
                    message.Message.Queue,
                    Convert.FromBase64String(message.Body),
                    new BasicProperties
                    {
                        MessageId = message.MessageId,
                        ContentType = message.ContentType,
                        Persistent = true,
                    },
                    cancellationToken
                );
                return 1;
            },
            cancellationToken
        );
        await discarded.UpdateAsync(
            message.Id,
            known =>
            {
                known.RecoveredAt = time.GetUtcNow();
                return true;
            },
            cancellationToken
        );
    }

    public void Dispose() => reading.Dispose();

    /// <param name="queue">The error queue.</param>
    /// <param name="handle">True if the message may leave the queue.</param>
    /// <param name="cancellationToken">Stops before the next message.</param>
    /// <param name="restart">Called before all is read once more: a message may be handled again.</param>
    private async Task<int> ForEachAsync(
        string queue,
        Func<FailedMessage, BasicGetResult, IChannel, Task<bool>> handle,
        CancellationToken cancellationToken,
        Action? restart = null
    )
    {
        await reading.WaitAsync(cancellationToken);
        try
        {
            var handled = 0;
            for (var retries = 1; ; retries--)
            {
                try
                {
                    await OnChannelAsync(ReadAsync, cancellationToken);
                    return handled;
                }
                catch (RefusedException) when (retries > 0 && handled == 0)
                {
                    // A broker that restarts, or a node of it that goes away, closes what it has; another one may be there already.
                    restart?.Invoke();
                    await Task.Delay(RetryAfter, time, cancellationToken);
                }
            }

            async Task<int> ReadAsync(IChannel channel)
            {
                var end = MaxRead;
                for (var read = 0; read < end; read++)
                {
                    if (await channel.BasicGetAsync(queue, autoAck: false, cancellationToken) is not { } raw)
                    {
                        break;
                    }

                    // One that is replayed and fails again comes behind those that were there at first, and is left alone.
                    end = read == 0 ? (int)Math.Min(MaxRead, raw.MessageCount + 1) : end;
                    if (await handle(FailedMessage.Of(queue, raw), raw, channel))
                    {
                        await channel.BasicAckAsync(raw.DeliveryTag, multiple: false, cancellationToken);
                        handled++;
                    }
                }

                return handled;
            }
        }
        finally
        {
            reading.Release();
        }
    }

    /// <summary>What is not acknowledged is in the queue again, in its place, once the channel is closed.</summary>
    /// <returns>0 if the queue is not there: it is declared when its messages are first counted.</returns>
    /// <exception cref="RefusedException">The broker cannot be reached, or has gone away meanwhile.</exception>
    private async Task<int> OnChannelAsync(Func<IChannel, Task<int>> work, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await ConnectAsync(cancellationToken);
            await using var channel = await OpenAsync(connection, cancellationToken);
            return await work(channel);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return 0;
        }
        catch (OperationInterruptedException e)
        {
            throw new RefusedException(
                $"The broker has closed the connection ({e.ShutdownReason?.ReplyText ?? e.Message}). What was moved before is moved: look, and try again."
            );
        }
    }

    private async Task<IConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            Uri = options.Broker,
            ClientProvidedName = "crossdock failed messages",
            AutomaticRecoveryEnabled = false,
        };
        try
        {
            return await factory.CreateConnectionAsync(cancellationToken);
        }
        catch (BrokerUnreachableException)
        {
            throw new RefusedException("The broker cannot be reached: try again later.");
        }
    }

    private static Task<IChannel> OpenAsync(IConnection connection, CancellationToken cancellationToken) =>
        connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true),
            cancellationToken
        );

    /// <summary>Straight to the queue of the consumer; ends once the broker has it.</summary>
    private static async Task PublishAsync(
        IChannel channel,
        string errorQueue,
        ReadOnlyMemory<byte> body,
        BasicProperties properties,
        CancellationToken cancellationToken
    ) => await channel.BasicPublishAsync("", QueueOf(errorQueue), mandatory: true, properties, body, cancellationToken);

    private static string QueueOf(string errorQueue) =>
        errorQueue[..^(errorQueue.EndsWith(Error, StringComparison.Ordinal) ? Error : Skipped).Length];

    /// <summary>Without those of the failure.</summary>
    private static Dictionary<string, object?> Headers(IReadOnlyBasicProperties properties) =>
        (properties.Headers ?? new Dictionary<string, object?>(StringComparer.Ordinal))
            .Where(header =>
                !header.Key.StartsWith("MT-Fault-", StringComparison.Ordinal)
                && header.Key is not ("MT-Reason" or "x-delivery-count" or "x-acquired-count")
            )
            .ToDictionary(StringComparer.Ordinal);
}
