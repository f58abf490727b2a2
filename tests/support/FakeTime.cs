namespace Crossdock.TestSupport;

/// <summary>A clock that stands still until a test moves it; timers fire on the way.</summary>
public sealed class FakeTime : TimeProvider
{
    private readonly Lock sync = new();
    private readonly List<FakeTimer> timers = [];
    private TimeSpan setBack;
    private DateTimeOffset now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (sync)
        {
            return now - setBack;
        }
    }

    public override long GetTimestamp()
    {
        lock (sync)
        {
            return now.Ticks;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock on.</summary>
    public void Advance(TimeSpan by)
    {
        var end = new DateTimeOffset(GetTimestamp(), TimeSpan.Zero) + by;
        while (NextDue(end) is { } due)
        {
            due.Fire();
        }

        lock (sync)
        {
            now = end;
        }
    }

    /// <summary>Sets the clock back; timers and timestamps go on.</summary>
    public void SetBack(TimeSpan by)
    {
        lock (sync)
        {
            setBack += by;
        }
    }

    /// <summary>Lets time pass as for a process that is suspended: the clock shows it, and no timer has fired yet.</summary>
    public void Suspend(TimeSpan by) => SetBack(-by);

    /// <summary>Moves the clock on in steps until something has happened.</summary>
    public Task AdvanceUntilAsync(Func<bool> condition, TimeSpan step, string what) =>
        Wait.UntilAsync(
            () =>
            {
                if (condition())
                {
                    return true;
                }

                Advance(step);
                return condition();
            },
            what
        );

    private FakeTimer? NextDue(DateTimeOffset end)
    {
        lock (sync)
        {
            var next = timers.Where(t => t.DueAt <= end).MinBy(t => t.DueAt);
            if (next is not null)
            {
                now = next.DueAt > now ? next.DueAt.Value : now;
                next.DueAt = next.Period > TimeSpan.Zero ? now + next.Period : null;
            }

            return next;
        }
    }

    private sealed class FakeTimer(FakeTime time, Action fire) : ITimer
    {
        public DateTimeOffset? DueAt { get; set; }
        public TimeSpan Period { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time.sync)
            {
                time.timers.Remove(this);
                time.timers.Add(this);
                DueAt = dueTime < TimeSpan.Zero ? null : time.now + dueTime;
                Period = period;
            }

            return true;
        }

        public void Dispose()
        {
            lock (time.sync)
            {
                time.timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
