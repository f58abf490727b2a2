namespace Crossdock.OrderRouter.Reconciliation;

/// <summary><c>Reconcile:…</c> in configuration.</summary>
public sealed class ReconcileOptions
{
    /// <summary>True if everything is reconciled at an interval, without being asked.</summary>
    public bool Scheduled { get; set; } = true;

    /// <summary>The interval; each begins at a multiple of it, in UTC.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>How far back a scheduled one looks.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromDays(7);

    /// <summary>A connection that was not listed after this long is not compared.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>How long what was read may take until the orders show it.</summary>
    public TimeSpan SettleTime { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>An order that changed in the hub more recently than this is still moving: its differences do not count yet.</summary>
    public TimeSpan IgnoreYounger { get; set; } = TimeSpan.FromMinutes(5);
}
