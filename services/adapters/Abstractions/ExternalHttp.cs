using System.Net;

namespace Crossdock.Adapters;

/// <summary>The network of the external calls, and the clients on it.</summary>
public static class ExternalHttp
{
    /// <summary>Pooled sockets. Answers are decompressed while they are read, so that <see cref="ExternalCall"/> bounds what comes out.</summary>
    public static SocketsHttpHandler CreateNetwork() =>
        new()
        {
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // A redirect would carry credentials to an address that nobody set.
            AllowAutoRedirect = false,
            UseCookies = false,
        };

    /// <summary>A client on a network that it does not dispose of.</summary>
    /// <param name="network">What <see cref="CreateNetwork"/> made, or stands before it.</param>
    /// <param name="handlers">From the caller to the network; one of them an <see cref="ExternalCall"/>.</param>
    public static HttpClient CreateClient(HttpMessageHandler network, params ReadOnlySpan<DelegatingHandler> handlers)
    {
        var next = network;
        for (var i = handlers.Length - 1; i >= 0; i--)
        {
            handlers[i].InnerHandler = next;
            next = handlers[i];
        }

        // The deadline is the external call's, which covers the body and follows the given clock.
        return new HttpClient(next, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
