namespace Crossdock.Adapters;

/// <summary>What an adapter is given to work with: its settings and the world. It needs nothing else.</summary>
/// <param name="Settings">The connection's own settings.</param>
/// <param name="Memory">What the connection must not forget, such as a token pair.</param>
/// <param name="CreateHttpClient">A client with pooled sockets, a bounded answer size and tracing; the adapter sets address and time-out.</param>
/// <param name="Time">The clock.</param>
/// <param name="Logger">Named after the adapter.</param>
public sealed record ConnectionContext(
    ConnectionSettings Settings,
    IAdapterState Memory,
    Func<HttpClient> CreateHttpClient,
    TimeProvider Time,
    ILogger Logger
);
