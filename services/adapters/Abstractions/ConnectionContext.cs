namespace Crossdock.Adapters;

/// <summary>What an adapter is given to work with: its settings and the world. It needs nothing else.</summary>
/// <param name="Settings">The connection's own settings.</param>
/// <param name="Memory">What the connection must not forget, such as a token pair.</param>
/// <param name="Network">Carries HTTP calls, counts and traces them; follows no redirect. Not to be disposed of.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Named after the adapter.</param>
public sealed record ConnectionContext(
    ConnectionSettings Settings,
    IAdapterState Memory,
    HttpMessageHandler Network,
    TimeProvider Time,
    ILogger Logger
)
{
    /// <param name="handlers">From the caller to the network; one of them an <see cref="ExternalCall"/>.</param>
    public HttpClient CreateHttpClient(params ReadOnlySpan<DelegatingHandler> handlers) =>
        ExternalHttp.CreateClient(Network, handlers);
}
