using Crossdock.Adapters;
using Microsoft.Extensions.Configuration;

namespace Crossdock.Platform.Settings;

/// <summary>Refuses the names that settings had in 0.8, for one release: the next one knows them as little as any misspelt name.</summary>
public static class RenamedSettings
{
    private static readonly (string Old, string New)[] All =
    [
        ("Bus:ConfirmMost", "Bus:ConfirmTimeout"),
        ("Bus:HandlingMost", "Bus:HandlerTimeout"),
        ("Bus:OutageEvery", "Bus:OutageRetryInterval"),
        ("Work:LookEvery", "Work:PollInterval"),
        ("Work:BackoffFirst", "Work:InitialBackoff"),
        ("Work:BackoffMost", "Work:MaxBackoff"),
        ("Work:PauseMost", "Work:MaxPause"),
        ("Work:RepeatFirst", "Work:RepublishAfter"),
        ("Delivery:LookFirst", "Delivery:FirstLookAfter"),
        ("Doors:FailuresPerMinute", "Http:FailuresPerMinute"),
        ("Doors:RequireHttps", "Http:RequireHttps"),
        ("Metrics:Every", "Telemetry:SampleInterval"),
    ];

    /// <exception cref="SettingException">One has its old name; the message says the new one.</exception>
    public static void Refuse(IConfiguration configuration)
    {
        if (Array.Find(All, one => configuration[one.Old] is not null) is { Old: not null } renamed)
        {
            throw new SettingException(renamed.Old, "was renamed", $"write {renamed.New} instead");
        }
    }
}
