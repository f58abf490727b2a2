using System.Diagnostics.Metrics;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Hosting;

/// <summary>Registers a service's connections, and the loops that work for them.</summary>
public static class ConnectionRegistration
{
    /// <summary>
    /// Makes the connections of a section of configuration, for example <c>Carts</c>, when the service starts.
    /// </summary>
    public static IServiceCollection AddConnections<TSystem>(
        this IServiceCollection services,
        string serviceName,
        IConfigurationSection section
    )
        where TSystem : IExternalSystem
    {
        var key = typeof(TSystem);
        services.TryAddSingleton(provider => new AdapterCatalog([
            .. AdapterCatalog.Scan(AppContext.BaseDirectory),
            .. provider.GetServices<Adapter>(),
        ]));
        services.AddKeyedCollection(serviceName, key, AdapterStateDocument.Collection);
        services.AddKeyedCollection(serviceName, key, ConnectionDocument.Collection);
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<ConnectionFactory<TSystem>>(
                provider,
                (ConnectionSettings settings) => ContextFor<TSystem>(provider, settings)
            )
        );
        services.AddSingleton(provider =>
        {
            var connections = new ConnectionSet<TSystem>(
                section,
                provider.GetRequiredService<ConnectionFactory<TSystem>>()
            );
            ConnectionGauges.Register(
                provider.GetRequiredService<Meter>(),
                connections,
                provider.GetRequiredService<ConnectionViews<TSystem>>
            );
            return connections;
        });
        services.AddSingleton(new StartCheck(provider => provider.GetRequiredService<ConnectionSet<TSystem>>()));
        services.AddSingleton(provider =>
        {
            var stored = ActivatorUtilities.CreateInstance<StoredConnections<TSystem>>(
                provider,
                section,
                provider.GetRequiredKeyedService<IDocuments<ConnectionDocument>>(key)
            );
            // The watch below brings it about before anything starts, so no consumer asks a set that only knows the configuration.
            provider.GetRequiredService<ConnectionSet<TSystem>>().RefreshAsync = stored.RefreshAsync;
            return stored;
        });
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<ConnectionService<TSystem>>(
                provider,
                section,
                provider.GetRequiredKeyedService<IDocuments<ConnectionDocument>>(key),
                new ConnectionCleanup(
                    provider.GetRequiredKeyedService<IDocuments<AdapterStateDocument>>(key),
                    provider.GetRequiredKeyedService<IDocuments<PollDocument>>(serviceName)
                )
            )
        );
        services.AddHostedService<ConnectionFollower<TSystem>>();
        services.AddSingleton<ConnectionViews<TSystem>>();
        return services;
    }

    /// <summary>Runs a worker for the due documents of its collection, for each connection.</summary>
    /// <param name="callsExternalSystem">False for a worker that only speaks on the bus: it does not wait for a connection that is paused.</param>
    public static IServiceCollection AddWorker<TSystem, TDocument, TWorker>(
        this IServiceCollection services,
        bool callsExternalSystem = true
    )
        where TSystem : IExternalSystem
        where TDocument : WorkDocument
        where TWorker : Worker<TDocument>
    {
        services.AddSingleton<TWorker>();
        services.AddSingleton<WorkSignal<TDocument>>();
        services.AddHostedService<WorkGauges<TSystem, TDocument>>();
        services.AddSingleton<IHostedService>(provider =>
        {
            var connections = provider.GetRequiredService<ConnectionSet<TSystem>>();
            return ActivatorUtilities.CreateInstance<WorkLoop<TDocument>>(
                provider,
                provider.GetRequiredService<TWorker>(),
                callsExternalSystem
                    ? connections
                    : ActivatorUtilities.CreateInstance<UnbrokenCircuits<TSystem>>(provider, connections)
            );
        });
        return services;
    }

    /// <summary>Runs a poller for each connection.</summary>
    public static IServiceCollection AddPoller<TSystem, TPoller>(this IServiceCollection services, string serviceName)
        where TSystem : IExternalSystem
        where TPoller : Poller
    {
        services.AddSingleton<TPoller>();
        services.AddSingleton<IHostedService>(provider =>
            ActivatorUtilities.CreateInstance<PollLoop>(
                provider,
                provider.GetRequiredService<TPoller>(),
                provider.GetRequiredKeyedService<IDocuments<PollDocument>>(serviceName),
                provider.GetRequiredService<ConnectionSet<TSystem>>()
            )
        );
        return services;
    }

    private static AdapterContext ContextFor<TSystem>(IServiceProvider provider, ConnectionSettings settings)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var network = provider.GetRequiredService<IHttpMessageHandlerFactory>();
        var calls = provider.GetRequiredService<ExternalCalls>();
        return new AdapterContext(
            settings.Name,
            new AdapterState(
                settings.Id,
                provider.GetRequiredKeyedService<IDocuments<AdapterStateDocument>>(typeof(TSystem)),
                provider.GetRequiredService<SettingsProtector>(),
                time
            ),
            calls.Measure(settings.Name, network.CreateHandler(ExternalHttpRegistration.Client)),
            time,
            provider.GetRequiredService<ILoggerFactory>().CreateLogger($"Crossdock.{settings.Kind}")
        );
    }
}
