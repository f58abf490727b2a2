using Crossdock.Adapters;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Connections;

/// <summary>The network that all connections share.</summary>
internal static class ExternalHttpRegistration
{
    public const string Client = "external";

    public static void AddExternalHttp(this IServiceCollection services) =>
        services
            .AddHttpClient(Client)
            .ConfigurePrimaryHttpMessageHandler(ExternalHttp.CreateNetwork)
            .RemoveAllLoggers();
}
