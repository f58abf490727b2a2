using Crossdock.Platform.Observability;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Connections;

/// <summary>The HTTP client that adapters get.</summary>
public static class ExternalHttp
{
    internal const string Client = "outside";

    /// <summary>No answer of an external system is larger than this, in bytes.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>A client whose calls are counted for the connection; its sockets are shared by all.</summary>
    internal static HttpClient Create(IHttpMessageHandlerFactory network, ExternalCalls calls, string connection) =>
        new(calls.Measure(connection, network.CreateHandler(Client)), disposeHandler: false)
        {
            MaxResponseContentBufferSize = MaxBytes,
        };

    internal static void AddExternalHttp(this IServiceCollection services) =>
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
