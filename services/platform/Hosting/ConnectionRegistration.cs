using System.Diagnostics.Metrics;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Observability;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;
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
    /// Creates the connections of a section of configuration, for example <c>Carts</c>, when the service starts; applies those that are saved
    /// while it runs; runs the pollers.
    /// </summary>
    public static void AddConnections<TSystem>(
        this IServiceCollection services,
        string serviceName,
        IConfigurationSection section
    )
        where TSystem : IExternalSystem
    {
        var key = typeof(TSystem);
        services.AddCallLog(serviceName);
        services.TryAddSingleton(p => new AdapterCatalog([
            .. AdapterCatalog.Scan(AppContext.BaseDirectory),
            .. p.GetServices<Adapter>(),
        ]));
        services.AddKeyedCollection(serviceName, key, VersionList.For(ConnectionDocument.Collection.Name));
        services.AddKeyedCollection(serviceName, key, ConnectionDocument.Collection);
        services.AddKeyedCollection(serviceName, key, AdapterStateDocument.Collection);
        services.AddKeyedCollection(serviceName, key, PollDocument.Collection);
        services.AddKeyedCollection(serviceName, key, ExceptionReport.Collection);
        services.AddSingleton(p => new ConnectionCollections<TSystem>(
            p.GetRequiredKeyedService<IDocuments<VersionList>>(key),
            p.GetRequiredKeyedService<IDocuments<ConnectionDocument>>(key),
            p.GetRequiredKeyedService<IDocuments<AdapterStateDocument>>(key),
            p.GetRequiredKeyedService<IDocuments<PollDocument>>(key)
        ));
        services.AddSingleton(new ConnectionSource<TSystem>(section));
        services.AddSingleton(p => new ConnectionFactory<TSystem>(
            p.GetRequiredService<AdapterCatalog>(),
            p.GetServices<ConnectionCheck<TSystem>>(),
            settings => ContextFor<TSystem>(p, settings),
            p.GetRequiredService<WorkOptions>(),
            p.GetRequiredService<ILoggerFactory>(),
            p.GetRequiredService<ExternalCalls>().CountFailure
        ));
        services.AddSingleton<ConnectionSet<TSystem>>();
        services.AddSingleton(
            new StartCheck(p =>
                ConnectionGauges.Register(
                    p.GetRequiredService<Meter>(),
                    p.GetRequiredService<ConnectionSet<TSystem>>(),
                    p.GetRequiredService<ConnectionViews<TSystem>>()
                )
            )
        );
        services.AddHostedService(p => p.GetRequiredService<ConnectionSet<TSystem>>());
        services.AddSingleton(p => new ExceptionReporter<TSystem>(
            p.GetRequiredKeyedService<IDocuments<ExceptionReport>>(key),
            p.GetRequiredService<IBus>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddSingleton<ConnectionMonitor<TSystem>>();
        services.AddHostedService(p => p.GetRequiredService<ConnectionMonitor<TSystem>>());
        services.AddSingleton<ConnectionCleanup<TSystem>>();
        services.AddSingleton<ConnectionService<TSystem>>();
        services.AddSingleton<ConnectionViews<TSystem>>();
        services.AddLoop<TSystem, PollDocument>(
            p => p.GetRequiredService<ConnectionCollections<TSystem>>().Polls,
            p => new PollWorker(
                p.GetKeyedServices<Poller>(key),
                p.GetRequiredService<ConnectionCollections<TSystem>>().Polls,
                p.GetRequiredService<WorkOptions>(),
                p.GetRequiredService<TimeProvider>()
            )
        );
    }

    /// <summary>One for all adapters of a process, in the store of the first.</summary>
    private static void AddCallLog(this IServiceCollection services, string serviceName)
    {
        if (services.Any(service => service.ServiceType == typeof(CallLog)))
        {
            return;
        }

        services.AddCollection(serviceName, CallDocument.Collection);
        services.AddSingleton<CallLog>();
        services.AddHostedService(p => p.GetRequiredService<CallLog>());
    }

    /// <summary>Runs a worker for the due documents of its collection, for each connection.</summary>
    public static void AddWorker<TSystem, TDocument, TWorker>(this IServiceCollection services)
        where TSystem : IExternalSystem
        where TDocument : WorkDocument
        where TWorker : Worker<TDocument>
    {
        services.AddSingleton<TWorker>();
        services.AddHostedService<WorkGauges<TSystem, TDocument>>();
        services.AddLoop<TSystem, TDocument>(
            p => p.GetRequiredService<IDocuments<TDocument>>(),
            p => p.GetRequiredService<TWorker>()
        );
    }

    /// <summary>Adds a poller, which runs for each connection.</summary>
    public static void AddPoller<TSystem, TPoller>(this IServiceCollection services)
        where TSystem : IExternalSystem
        where TPoller : Poller
    {
        services.AddSingleton<TPoller>();
        services.AddKeyedSingleton<Poller>(typeof(TSystem), (p, _) => p.GetRequiredService<TPoller>());
    }

    private static void AddLoop<TSystem, TDocument>(
        this IServiceCollection services,
        Func<IServiceProvider, IDocuments<TDocument>> documents,
        Func<IServiceProvider, Worker<TDocument>> worker
    )
        where TSystem : IExternalSystem
        where TDocument : WorkDocument
    {
        services.AddSingleton<WorkSignal<TDocument>>();
        services.AddSingleton<IHostedService>(p => new WorkLoop<TDocument>(
            documents(p),
            worker(p),
            p.GetRequiredService<WorkSignal<TDocument>>(),
            p.GetRequiredService<ConnectionSet<TSystem>>(),
            p.GetRequiredService<WorkOptions>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<WorkLoop<TDocument>>>()
        ));
    }

    private static AdapterContext ContextFor<TSystem>(IServiceProvider provider, ConnectionSettings settings)
        where TSystem : IExternalSystem
    {
        var time = provider.GetRequiredService<TimeProvider>();
        var network = provider.GetRequiredService<IHttpMessageHandlerFactory>();
        var calls = provider.GetRequiredService<ExternalCalls>();
        return new AdapterContext(
            settings.Name,
            new AdapterState(
                settings.Id,
                provider.GetRequiredService<ConnectionCollections<TSystem>>().State,
                provider.GetRequiredService<SettingsProtector>(),
                time
            ),
            provider
                .GetRequiredService<CallLog>()
                .Record(
                    settings.Name,
                    settings.Kind,
                    settings.Secrets,
                    calls.Measure(settings.Name, StepLease.Guard(network.CreateFor(settings), time))
                ),
            time,
            provider.GetRequiredService<ILoggerFactory>().CreateLogger($"Crossdock.{settings.Kind}")
        );
    }
}
