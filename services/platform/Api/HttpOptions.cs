namespace Crossdock.Platform.Api;

/// <summary><c>Endpoints:…</c> in configuration.</summary>
public sealed class HttpOptions
{
    /// <summary>Whether endpoints other than health answer over TLS only (a proxy's <c>X-Forwarded-Proto</c> counts where forwarded headers are on).</summary>
    public bool RequireHttps { get; set; }

    /// <summary>How often one address may come without a right key or signature, per minute, before it is turned away unheard.</summary>
    public int FailuresPerMinute { get; set; } = 20;
}
