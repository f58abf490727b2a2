using System.Threading.Channels;
using Crossdock.Sandbox.Data;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Runs the steps of tickets when they are due. After a restart it continues from the database.</summary>
internal sealed class Scheduler(
    SandboxDatabase database,
    WarehouseSimulator warehouse,
    ReceivingSimulator receiving,
    SandboxOptions options
) : BackgroundService
{
    /// <summary>Steps in one change of the database, so that a call does not wait long behind many tickets.</summary>
    private const int MaxAtOnce = 100;

    private readonly PriorityQueue<StagedTicket, DateTimeOffset> queue = new();
    private readonly Channel<bool> wakeUp = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Queues the ticket's next step. Called inside a change.</summary>
    public void Schedule(StagedTicket ticket)
    {
        if (ticket.NextStepAt is { } due)
        {
            queue.Enqueue(ticket, due);
            wakeUp.Writer.TryWrite(true);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = options.Time.CreateTimer(
            _ => wakeUp.Writer.TryWrite(true),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        database.Change(() =>
        {
            foreach (var ticket in database.Tickets.All.Concat<StagedTicket>(database.Receiving.All))
            {
                Schedule(ticket);
            }
        });
        try
        {
            while (await wakeUp.Reader.WaitToReadAsync(stoppingToken))
            {
                wakeUp.Reader.TryRead(out _);
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
        for (var taken = 0; queue.TryPeek(out var ticket, out var due); taken++)
        {
            if (due > now || taken == MaxAtOnce)
            {
                // A millisecond more: timers may fire early.
                return due > now ? due - now + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
            }

            queue.Dequeue();
            // A person may have moved or stopped the ticket since: then its step is due at another time, or never.
            if (ticket.NextStepAt == due)
            {
                Run(ticket);
                Schedule(ticket);
            }
        }

        return null;
    }

    private void Run(StagedTicket ticket)
    {
        if (ticket is ReceivingTicket announced)
        {
            receiving.Step(announced);
        }
        else
        {
            warehouse.Step((Ticket)ticket);
        }
    }
}
