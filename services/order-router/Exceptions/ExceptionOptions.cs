namespace Crossdock.OrderRouter.Exceptions;

/// <summary><c>Exceptions:…</c> in configuration.</summary>
public sealed class ExceptionOptions
{
    /// <summary>How often what waits is counted, and looked at whether its cause is fixed.</summary>
    public TimeSpan RecountInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How many days a resolved group and its alerts are kept; if the cause comes back later, the group is new.</summary>
    public int KeepResolvedDays { get; set; } = 90;
}
