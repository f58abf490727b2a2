using Crossdock.Platform.Connections;
using Crossdock.Platform.Metrics;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Hosting;

/// <summary>Registers a service's connections, and the loops that work for them.</summary>
public static class ConnectionRegistration
{
    /// <summary>
    /// Makes the connections of a section of configuration, for example <c>Carts</c>, when the service starts, and opens the doors at which
    /// others are set up.
    /// </summary>
    public static IServiceCollection AddConnections<TOutside>(
        this IServiceCollection services,
        string serviceName,
        IConfigurationSection section
    )
        where TOutside : IOutside
    {
        var key = typeof(TOutside);
        services.AddKeyedCollection(serviceName, key, ConnectionNote.Collection);
        services.AddKeyedCollection(serviceName, key, ConnectionDocument.Collection);
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<ConnectionMaker<TOutside>>(
                provider,
                (ConnectionSettings settings) => ContextFor<TOutside>(provider, settings)
            )
        );
        services.AddSingleton(provider => new ConnectionSet<TOutside>(
            section,
            provider.GetRequiredService<ConnectionMaker<TOutside>>()
        ));
        services.AddSingleton(new StartCheck(provider => provider.GetRequiredService<ConnectionSet<TOutside>>()));
        services.AddSingleton(provider =>
        {
            var stored = ActivatorUtilities.CreateInstance<StoredConnections<TOutside>>(
                provider,
                section,
                provider.GetRequiredKeyedService<IDocuments<ConnectionDocument>>(key)
            );
            // The watch below brings it about before anything starts, so no consumer asks a set that only knows the configuration.
            provider.GetRequiredService<ConnectionSet<TOutside>>().RefreshAsync = stored.RefreshAsync;
            return stored;
        });
        services.AddSingleton(provider =>
            ActivatorUtilities.CreateInstance<ConnectionDesk<TOutside>>(
                provider,
                section,
                provider.GetRequiredKeyedService<IDocuments<ConnectionDocument>>(key),
                new ConnectionRemains(
                    provider.GetRequiredKeyedService<IDocuments<ConnectionNote>>(key),
                    provider.GetRequiredKeyedService<IDocuments<PollDocument>>(serviceName)
                )
            )
        );
        services.AddHostedService<ConnectionWatch<TOutside>>();
        services.AddSingleton<ConnectionViews<TOutside>>();
        services.AddSingleton<IServiceDoors>(provider =>
            ActivatorUtilities.CreateInstance<ConnectionDoors<TOutside>>(provider, serviceName)
        );
        services.AddSingleton<IServiceDoors>(provider =>
            ActivatorUtilities.CreateInstance<AuthorizationDoors<TOutside>>(provider, serviceName)
        );
        services.AddSingleton<GaugeSource, ConnectionGauges<TOutside>>();
        return services;
    }

    /// <summary>Runs a worker for the due documents of its collection, for each connection.</summary>
    /// <param name="goesOutside">False for a worker that only speaks on the bus: it does not wait for a connection that is paused.</param>
    public static IServiceCollection AddWorker<TOutside, TDocument, TWorker>(
        this IServiceCollection services,
        bool goesOutside = true
    )
        where TOutside : IOutside
        where TDocument : WorkDocument
        where TWorker : Worker<TDocument>
    {
        services.AddSingleton<TWorker>();
        services.AddSingleton<WorkSignal<TDocument>>();
        services.AddSingleton<GaugeSource, WorkGauges<TOutside, TDocument>>();
        services.AddSingleton<IHostedService>(provider =>
        {
            var connections = provider.GetRequiredService<ConnectionSet<TOutside>>();
            return ActivatorUtilities.CreateInstance<WorkLoop<TDocument>>(
                provider,
                provider.GetRequiredService<TWorker>(),
                goesOutside
                    ? connections
                    : ActivatorUtilities.CreateInstance<OpenGates<TOutside>>(provider, connections)
            );
        });
        return services;
    }

    /// <summary>Runs a poller for each connection.</summary>
    public static IServiceCollection AddPoller<TOutside, TPoller>(this IServiceCollection services, string serviceName)
        where TOutside : IOutside
        where TPoller : Poller
    {
        services.AddSingleton<TPoller>();
        services.AddSingleton<IHostedService>(provider =>
            ActivatorUtilities.CreateInstance<PollLoop>(
                provider,
                provider.GetRequiredService<TPoller>(),
                provider.GetRequiredKeyedService<IDocuments<PollDocument>>(serviceName),
                provider.GetRequiredService<ConnectionSet<TOutside>>()
            )
        );
        return services;
    }

    private static ConnectionContext ContextFor<TOutside>(IServiceProvider provider, ConnectionSettings settings)
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var network = provider.GetRequiredService<IHttpMessageHandlerFactory>();
        var calls = provider.GetRequiredService<OutsideCalls>();
        return new ConnectionContext(
            settings,
            new ConnectionMemory(
                settings.Id,
                provider.GetRequiredKeyedService<IDocuments<ConnectionNote>>(typeof(TOutside)),
                provider.GetRequiredService<ConnectionVault>(),
                time
            ),
            () => OutsideHttp.Create(network, calls, settings.Name),
            time,
            provider.GetRequiredService<ILoggerFactory>().CreateLogger($"Crossdock.{settings.Kind}")
        );
    }
}
