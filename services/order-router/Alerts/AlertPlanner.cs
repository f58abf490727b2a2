using Crossdock.OrderRouter.Exceptions;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>Writes the messages that the groups ask for: one per group and destination. Safe to repeat, and in each replica.</summary>
public sealed class AlertPlanner(
    IDocuments<ExceptionGroup> groups,
    IDocuments<AlertDocument> alerts,
    AlertDestinations destinations,
    AlertOptions options,
    WorkSignal<AlertDocument> signal,
    TimeProvider time
)
{
    private const int MaxGroups = 500;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var what in (string[])[AlertEvent.Raised, AlertEvent.Fixed])
        {
            var asking = ExceptionGroup.ByAlert.Where(what).Take(MaxGroups);
            foreach (var group in await groups.QueryAsync(asking, cancellationToken))
            {
                await WriteAsync(group, what, cancellationToken);
            }
        }
    }

    private async Task WriteAsync(ExceptionGroup group, string what, CancellationToken cancellationToken)
    {
        var number = group.AlertNumber;
        foreach (var destination in destinations.AtOnce(group))
        {
            await alerts.InsertAsync(
                new AlertDocument
                {
                    Id = AlertDocument.IdOf(group.Id, number, what, destination),
                    Connection = destination,
                    Event = what,
                    GroupId = group.Id,
                    Number = number,
                    DueAt = time.GetUtcNow() + (what == AlertEvent.Raised ? options.GatherFor : TimeSpan.Zero),
                },
                cancellationToken
            );
        }

        await groups.UpdateAsync(
            group.Id,
            known =>
            {
                var isAsked = known.AlertDue == what && known.AlertNumber == number;
                known.AlertDue = isAsked ? null : known.AlertDue;
                return isAsked;
            },
            cancellationToken
        );
        signal.Wake();
    }
}
