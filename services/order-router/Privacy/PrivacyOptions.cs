namespace Crossdock.OrderRouter.Privacy;

/// <summary><c>Privacy:…</c> in configuration.</summary>
public sealed class PrivacyOptions
{
    /// <summary>After so many days the personal data of an order that has ended are removed; null for never.</summary>
    public int? RemoveAfterDays { get; set; }

    /// <summary>How often it is looked for such orders.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromHours(1);
}
