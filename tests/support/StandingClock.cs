namespace Crossdock.TestSupport;

/// <summary>A clock that stands still until a spec sets it. Timers run on the system's: where they are to fire, take <see cref="FakeTime"/>.</summary>
public sealed class StandingClock(DateTimeOffset now) : TimeProvider
{
    public StandingClock()
        : this(new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero)) { }

    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
