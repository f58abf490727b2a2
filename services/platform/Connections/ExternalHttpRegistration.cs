using Crossdock.Adapters;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Connections;

/// <summary>The networks of the calls to others: of connections from configuration, and of all else, which may not reach what is private.</summary>
public static class ExternalHttpRegistration
{
    private const string Configured = "external";
    private const string Saved = "external-saved";

    /// <exception cref="SettingException">An allowed network is none.</exception>
    internal static void AddExternalHttp(
        this IServiceCollection services,
        ConnectionOptions options,
        bool isDevelopment
    )
    {
        var networks = new AllowedNetworks(options.AllowedNetworks, isDevelopment);
        services.AddSingleton(networks);
        services
            .AddHttpClient(Configured)
            .ConfigurePrimaryHttpMessageHandler(ExternalHttp.CreateNetwork)
            .RemoveAllLoggers();
        services.AddHttpClient(Saved).OnAllowedNetworks();
    }

    /// <summary>A client that reaches public addresses, and the networks of <c>Connections:AllowedNetworks</c>.</summary>
    public static IHttpClientBuilder OnAllowedNetworks(this IHttpClientBuilder client) =>
        client
            .ConfigurePrimaryHttpMessageHandler(services =>
            {
                var network = ExternalHttp.CreateNetwork();
                network.ConnectCallback = services.GetRequiredService<AllowedNetworks>().ConnectAsync;
                return network;
            })
            .RemoveAllLoggers();

    /// <summary>The network of a connection.</summary>
    internal static HttpMessageHandler CreateFor(
        this IHttpMessageHandlerFactory factory,
        ConnectionSettings settings
    ) => factory.CreateHandler(settings.IsConfigured ? Configured : Saved);
}
