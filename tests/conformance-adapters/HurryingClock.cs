namespace Crossdock.Adapters.Tests;

/// <summary>
/// The adapter's clock. Its time-outs are long, so that none passes by accident on a busy machine; where an answer is withheld on purpose
/// they pass at once.
/// </summary>
internal sealed class HurryingClock : TimeProvider
{
    /// <summary>Long enough for the sandbox to have done the work whose answer it withholds.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly Lock sync = new();
    private readonly List<ITimer> waiting = [];
    private bool hurries;

    /// <summary>Whether time-outs pass at once, also those that run already.</summary>
    public bool Hurries
    {
        get => hurries;
        set
        {
            lock (sync)
            {
                hurries = value;
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
            var hurry = hurries && dueTime > Moment;
            var timer = base.CreateTimer(callback, state, hurry ? Moment : dueTime, period);
            waiting.Add(timer);
            return timer;
        }
    }
}
