namespace Crossdock.Sandbox.Settings;

/// <summary>How long the warehouse takes for each step, in milliseconds.</summary>
public sealed class SandboxPace
{
    /// <summary>From PickTicketAdd to the result of the import.</summary>
    public int ImportMilliseconds { get; set; }

    /// <summary>From one ticket status to the next.</summary>
    public int StageMilliseconds { get; set; }

    /// <summary>From the first parcel of a two-parcel ticket to the second.</summary>
    public int SecondParcelMilliseconds { get; set; }

    /// <summary>From what happens to a seeded order to what people then do about it.</summary>
    public int ReactionMilliseconds { get; set; }

    /// <summary>A ticket ships within about a second: for tests.</summary>
    public static SandboxPace Quick() =>
        new()
        {
            ImportMilliseconds = 100,
            StageMilliseconds = 50,
            SecondParcelMilliseconds = 300,
            ReactionMilliseconds = 3_000,
        };

    /// <summary>A ticket ships within about two minutes: for people who watch.</summary>
    public static SandboxPace Leisurely() =>
        new()
        {
            ImportMilliseconds = 10_000,
            StageMilliseconds = 15_000,
            SecondParcelMilliseconds = 30_000,
            ReactionMilliseconds = 60_000,
        };
}
