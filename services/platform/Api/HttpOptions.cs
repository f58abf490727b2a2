namespace Crossdock.Platform.Api;

/// <summary><c>Http:…</c> in configuration.</summary>
public sealed class HttpOptions
{
    /// <summary>Whether endpoints other than health answer over TLS only (a proxy's <c>X-Forwarded-Proto</c> counts where forwarded headers are on).</summary>
    public bool RequireHttps { get; set; }

    /// <summary>How often one address may fail without a right key or signature, per minute, before it is answered 429.</summary>
    public int FailuresPerMinute { get; set; } = 20;
}
