using Crossdock.Adapters;

namespace Crossdock.Platform.Observability;

/// <summary><c>Telemetry:…</c> in configuration. Nothing leaves where no endpoint is set.</summary>
public sealed class TelemetryOptions
{
    /// <summary>Where traces and logs go by OTLP (http/protobuf); at Seq <c>http://seq/ingest/otlp</c>, below which are v1/traces and v1/logs.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>Seq's API key; null where it wants none.</summary>
    public string? SeqApiKey { get; set; }

    /// <summary>How long one export may take; meanwhile orders go on, and what does not fit into the queue is dropped.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <exception cref="SettingException">A value cannot work.</exception>
    public void Check()
    {
        if (Endpoint is not null and not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new SettingException(
                "Telemetry:Endpoint",
                "is not an http(s) address",
                "set for example http://seq/ingest/otlp, or leave it out"
            );
        }
    }
}
