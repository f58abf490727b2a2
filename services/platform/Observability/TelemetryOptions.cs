using Crossdock.Adapters;

namespace Crossdock.Platform.Observability;

/// <summary><c>Telemetry:…</c> in configuration. Nothing leaves the process where no address is set.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The address of Seq, for example <c>http://seq</c>: logs and traces go there.</summary>
    public Uri? Seq { get; set; }

    /// <summary>Seq's API key; null where it requires none.</summary>
    public string? SeqApiKey { get; set; }

    /// <summary>An OpenTelemetry collector (OTLP over http/protobuf): traces and metrics go there.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>How often the gauges that cost a query are read, whether or not anybody scrapes them.</summary>
    public TimeSpan SampleInterval { get; set; } = TimeSpan.FromSeconds(15);

    /// <exception cref="SettingException">A value cannot work.</exception>
    public void Check()
    {
        Check("Telemetry:Seq", Seq, "http://seq");
        Check("Telemetry:Endpoint", Endpoint, "http://collector:4318");
        // What the setting meant up to 0.9.
        if (Endpoint?.AbsolutePath.StartsWith("/ingest/otlp", StringComparison.Ordinal) == true)
        {
            throw new SettingException(
                "Telemetry:Endpoint",
                "is an address of Seq",
                "set Telemetry:Seq to http://seq instead"
            );
        }
    }

    private static void Check(string setting, Uri? address, string example)
    {
        if (address is not null and not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new SettingException(
                setting,
                "is not an http(s) address",
                $"set for example {example}, or leave it out"
            );
        }
    }
}
