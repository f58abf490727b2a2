using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Runs the steps of tickets when they are due. After a restart it continues from the database.</summary>
internal sealed class Scheduler(
    SandboxDatabase database,
    StepQueue queue,
    WarehouseSimulator warehouse,
    ReceivingSimulator receiving,
    ITicketScripts scripts,
    SandboxOptions options
) : BackgroundService
{
    /// <summary>Steps in one change of the database, so that a call does not wait long behind many tickets.</summary>
    private const int MaxAtOnce = 100;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = options.Time.CreateTimer(
            _ => queue.WakeUp.Writer.TryWrite(true),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        database.Change(() =>
        {
            foreach (var ticket in database.Tickets.All.Concat<StagedTicket>(database.Receiving.All))
            {
                queue.Schedule(ticket);
            }
        });
        try
        {
            while (await queue.WakeUp.Reader.WaitToReadAsync(stoppingToken))
            {
                queue.WakeUp.Reader.TryRead(out _);
                if (database.Change(RunDueSteps) is { } wait)
                {
                    timer.Change(wait, Timeout.InfiniteTimeSpan);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>Runs what is due; returns the time until the next step, or null when nothing is queued.</summary>
    private TimeSpan? RunDueSteps()
    {
        var now = options.Time.GetUtcNow();
        for (var taken = 0; queue.TryPeek(out var item, out var due); taken++)
        {
            if (due > now || taken == MaxAtOnce)
            {
                // A millisecond more: timers may fire early.
                return due > now ? due - now + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
            }

            queue.Dequeue();
            // A person may have moved or stopped the ticket since: then its step is due at another time, or never.
            if (item.NextStepAt == due)
            {
                Run(item);
                queue.Schedule(item);
            }
        }

        return null;
    }

    private void Run(IScheduled item)
    {
        switch (item)
        {
            case ReceivingTicket announced:
                receiving.Step(announced);
                break;
            case Ticket ticket:
                warehouse.Step(ticket);
                break;
            case SeedEntry seed:
                scripts.Step(seed);
                break;
        }
    }
}
