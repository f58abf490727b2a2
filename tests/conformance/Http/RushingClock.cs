namespace Crossdock.Conformance.Http;

/// <summary>
/// The adapter's clock. Its timeouts are long, so that none passes by accident on a busy machine; where an answer is withheld on purpose
/// they pass at once.
/// </summary>
public sealed class RushingClock : TimeProvider
{
    /// <summary>Long enough for the system to have done the work whose answer is withheld.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly Lock sync = new();
    private readonly List<ITimer> waiting = [];
    private bool rushes;

    /// <summary>True if timeouts pass at once, including those that have begun.</summary>
    public bool Rushes
    {
        get => rushes;
        set
        {
            lock (sync)
            {
                rushes = value;
                if (value)
                {
                    waiting.ForEach(timer => timer.Change(Moment, Timeout.InfiniteTimeSpan));
                }

                waiting.Clear();
            }
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (sync)
        {
            var timer = base.CreateTimer(callback, state, rushes && dueTime > Moment ? Moment : dueTime, period);
            waiting.Add(timer);
            return timer;
        }
    }
}
