namespace Crossdock.Platform.Work;

/// <summary>The pace of the work loops: <c>Work:…</c> in configuration.</summary>
public sealed class WorkOptions
{
    /// <summary>How often a loop looks for due documents that nobody in this process told it of.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a worker has a document; longer than any one step takes.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>The wait after the first failure; it doubles with each further one.</summary>
    public TimeSpan InitialBackoff { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between tries.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromHours(1);

    /// <summary>The longest pause of a failing connection between two tests of it.</summary>
    public TimeSpan MaxPause { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How many steps of one kind run at once for one connection.</summary>
    public int Concurrency { get; set; } = 4;

    /// <summary>
    /// After this long an unsettled order is published again, then after twice as long, and so on up to a day: whatever was lost on the
    /// way, even with the whole broker, is healed by it.
    /// </summary>
    public TimeSpan RepublishAfter { get; set; } = TimeSpan.FromMinutes(15);
}
