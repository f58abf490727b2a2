using Crossdock.Platform.Metrics;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Hosting;

/// <summary>The HTTP client that adapters get.</summary>
public static class OutsideHttp
{
    internal const string Client = "outside";

    /// <summary>No answer of an outside system is larger than this, in bytes.</summary>
    public const int MostBytes = 32 * 1024 * 1024;

    /// <summary>A client whose calls are counted for the connection; its sockets are shared by all.</summary>
    internal static HttpClient Create(IHttpMessageHandlerFactory network, OutsideCalls calls, string connection) =>
        new(calls.Measure(connection, network.CreateHandler(Client)), disposeHandler: false)
        {
            MaxResponseContentBufferSize = MostBytes,
        };

    internal static void AddOutsideHttp(this IServiceCollection services) =>
        services
            .AddHttpClient(Client)
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AutomaticDecompression = System.Net.DecompressionMethods.All,
                    ConnectTimeout = TimeSpan.FromSeconds(10),
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                    // A redirect would carry credentials to an address that nobody set.
                    AllowAutoRedirect = false,
                    UseCookies = false,
                }
            )
            .RemoveAllLoggers();
}
