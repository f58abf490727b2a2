using System.Threading.Channels;
using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.Bergen;

/// <summary>Lets tickets take their steps when they are due; sleeps in between. After a restart it goes on where it was.</summary>
internal sealed class Clockwork(Ledger books, WarehouseFloor floor, ReceivingDock dock, SandboxOptions options)
    : BackgroundService
{
    // Steps in one change of the books: keeps calls from waiting long behind a crowd of tickets.
    private const int MostAtOnce = 100;

    private readonly PriorityQueue<Action, DateTimeOffset> _due = new();
    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    // A ticket may have been moved on or stopped by hand since its step was queued: then the time is another one.

    /// <summary>Has the pick ticket take its next step when it is due. Called inside a change.</summary>
    public void Schedule(Ticket ticket) =>
        At(
            ticket.NextStepAt,
            due =>
            {
                if (books.Tickets.Find(ticket.Id) is { } known && known.NextStepAt == due)
                {
                    floor.Step(known);
                    Schedule(known);
                }
            }
        );

    /// <summary>Has the receiving ticket take its next step when it is due. Called inside a change.</summary>
    public void Schedule(ReceivingTicket ticket) =>
        At(
            ticket.NextStepAt,
            due =>
            {
                if (books.Receiving.Find(ticket.Id) is { } known && known.NextStepAt == due)
                {
                    dock.Step(known);
                    Schedule(known);
                }
            }
        );

    private void At(DateTimeOffset? time, Action<DateTimeOffset> step)
    {
        if (time is { } due)
        {
            _due.Enqueue(() => step(due), due);
            _bell.Writer.TryWrite(true);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = options.Time.CreateTimer(
            _ => _bell.Writer.TryWrite(true),
            null,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
        books.Read(() =>
        {
            foreach (var ticket in books.Tickets.All)
            {
                Schedule(ticket);
            }
            foreach (var ticket in books.Receiving.All)
            {
                Schedule(ticket);
            }
            return true;
        });
        try
        {
            while (await _bell.Reader.WaitToReadAsync(stoppingToken))
            {
                _bell.Reader.TryRead(out _);
                if (books.Change(TakeSteps) is { } wait)
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

    /// <summary>Takes what is due and says how long until the next; null when nothing waits.</summary>
    private TimeSpan? TakeSteps()
    {
        var now = options.Time.GetUtcNow();
        for (var taken = 0; _due.TryPeek(out var step, out var due); taken++)
        {
            if (due > now || taken == MostAtOnce)
            {
                // A millisecond more: timers are allowed to be early.
                return due > now ? due - now + TimeSpan.FromMilliseconds(1) : TimeSpan.Zero;
            }
            _due.Dequeue();
            step();
        }
        return null;
    }
}
