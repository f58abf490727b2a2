using Crossdock.Adapters;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Connections;

/// <summary>The networks that all connections share: those of the configuration, and those that were saved through the API.</summary>
internal static class ExternalHttpRegistration
{
    private const string Configured = "external";
    private const string Saved = "external-saved";

    /// <exception cref="SettingException">An allowed network is none.</exception>
    public static void AddExternalHttp(this IServiceCollection services, ConnectionOptions options, bool isDevelopment)
    {
        var networks = new AllowedNetworks(options.AllowedNetworks, isDevelopment);
        services
            .AddHttpClient(Configured)
            .ConfigurePrimaryHttpMessageHandler(ExternalHttp.CreateNetwork)
            .RemoveAllLoggers();
        services
            .AddHttpClient(Saved)
            .ConfigurePrimaryHttpMessageHandler(() =>
            {
                var network = ExternalHttp.CreateNetwork();
                network.ConnectCallback = networks.ConnectAsync;
                return network;
            })
            .RemoveAllLoggers();
    }

    /// <summary>The network of a connection.</summary>
    public static HttpMessageHandler CreateFor(this IHttpMessageHandlerFactory factory, ConnectionSettings settings) =>
        factory.CreateHandler(settings.IsConfigured ? Configured : Saved);
}
