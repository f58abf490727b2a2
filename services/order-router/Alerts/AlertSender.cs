using Crossdock.Adapters;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>Sends the messages. It has loops of its own, so that a destination that answers nothing slows no order.</summary>
public sealed partial class AlertSender(
    AlertDestinations destinations,
    IDocuments<AlertDocument> alerts,
    IDocuments<ExceptionGroup> groups,
    AlertOptions options,
    TimeProvider time,
    ILogger<AlertSender> logger
) : Worker<AlertDocument>
{
    private const int MaxDigest = 1000;

    public override TimeSpan? MaxBackoff => options.MaxBackoff;

    /// <summary>Sees to it that the destination gets its digests.</summary>
    public override async Task StartAsync(CircuitBreaker circuit, CancellationToken cancellationToken)
    {
        var next = time.GetUtcNow() + destinations.Find(circuit.Connection).DigestInterval;
        var digest = new AlertDocument
        {
            Id = $"digest:{circuit.Connection}",
            Connection = circuit.Connection,
            Event = AlertEvent.Digest,
            DueAt = next,
        };
        if (!await alerts.InsertAsync(digest, cancellationToken))
        {
            // The interval may have become shorter.
            await alerts.UpdateAsync(
                digest.Id,
                known =>
                {
                    var isLate = !(known.DueAt <= next);
                    known.DueAt = isLate ? next : known.DueAt;
                    return isLate;
                },
                cancellationToken
            );
        }
    }

    public override async Task StepAsync(IReadOnlyList<AlertDocument> documents, CancellationToken cancellationToken)
    {
        var alert = documents[0];
        var now = time.GetUtcNow();
        DateTimeOffset? next =
            alert.Event == AlertEvent.Digest ? now + destinations.Find(alert.Connection).DigestInterval : null;
        if (await IsTooEarlyAsync(alert, cancellationToken))
        {
            alert.Done(now + options.GatherFor);
            return;
        }

        if (await MessageAsync(alert, now, cancellationToken) is not { } message)
        {
            End(alert, next, now);
            return;
        }

        using var timeout = new CancellationTokenSource(options.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await destinations.ChannelTo(alert.Connection).SendAsync(message, either.Token);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            var reason = timeout.IsCancellationRequested ? $"no answer within {options.Timeout}" : e.Message;
            if (alert.Attempts + 1 < options.MaxAttempts)
            {
                // It may have been taken: it is sent again with the same id.
                throw new ConnectionProblemException(ConnectionProblem.Unclear, reason, e);
            }

            AlertGivenUp(alert.Connection, message.Title, alert.Attempts + 1, reason);
            End(alert, next, now);
            return;
        }

        AlertSent(alert.Connection, message.Title);
        alert.SentAt = now;
        End(alert, next, now);
    }

    private static void End(AlertDocument alert, DateTimeOffset? next, DateTimeOffset now)
    {
        alert.Done(next);
        alert.DoneAt = next is null ? now : null;
    }

    /// <summary>True for word that something is fixed, while the message about it is still to be sent.</summary>
    private async Task<bool> IsTooEarlyAsync(AlertDocument alert, CancellationToken cancellationToken) =>
        alert.Event == AlertEvent.Fixed && await RaisedAsync(alert, cancellationToken) is { DueAt: not null };

    private Task<AlertDocument?> RaisedAsync(AlertDocument alert, CancellationToken cancellationToken) =>
        alerts.FindAsync(
            AlertDocument.IdOf(alert.GroupId, alert.Number, AlertEvent.Raised, alert.Connection),
            cancellationToken
        );

    /// <summary>Null if there is nothing to say any more.</summary>
    private async Task<AlertMessage?> MessageAsync(
        AlertDocument alert,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (alert.Event == AlertEvent.Digest)
        {
            var destination = destinations.Find(alert.Connection);
            var open = await groups.QueryAsync(
                ExceptionGroup.ByState.Where(GroupState.Open).Take(MaxDigest),
                cancellationToken
            );
            var own = open.Where(group => AlertDestinations.IsFor(destination, group)).ToList();
            return own.Count == 0 ? null : AlertMessage.Digest(alert, own, now);
        }

        if (await groups.FindAsync(alert.GroupId, cancellationToken) is not { } group)
        {
            return null;
        }

        var isWanted =
            alert.Event == AlertEvent.Raised
                ? group.State == GroupState.Open && group.AlertNumber == alert.Number
                : await RaisedAsync(alert, cancellationToken) is { SentAt: not null };
        return isWanted ? AlertMessage.Of(alert, group, now) : null;
    }

    [LoggerMessage(LogLevel.Information, "Sent to {Destination}: {Title}")]
    private partial void AlertSent(string destination, string title);

    [LoggerMessage(LogLevel.Error, "Gave up sending to {Destination} after {Attempts} tries: {Title}: {Reason}")]
    private partial void AlertGivenUp(string destination, string title, int attempts, string reason);
}
