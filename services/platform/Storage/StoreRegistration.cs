using Crossdock.Platform.Storage.Mongo;
using Crossdock.Platform.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Storage;

/// <summary>Which store stands behind the port.</summary>
public enum StoreProvider
{
    Sqlite,
    MongoDb,
}

/// <summary><c>Store:…</c> in configuration.</summary>
public sealed class StoreOptions
{
    public StoreProvider Provider { get; set; } = StoreProvider.Sqlite;

    /// <summary>The folder of the SQLite files, one per service.</summary>
    public string Directory { get; set; } = "data";

    /// <summary>The SQLite file of a service.</summary>
    public string FileOf(string service) => Path.Combine(Directory, $"{service}.db");

    /// <summary>MongoDB's connection string, with user and password. What it says of write concern and read preference does not count.</summary>
    public string? MongoDb { get; set; }

    /// <summary>The user at MongoDB, instead of the one in the connection string.</summary>
    public string? Username { get; set; }

    /// <summary>The user's password, instead of the one in the connection string; any characters.</summary>
    public string? Password { get; set; }

    /// <summary>Begins the name of each service's database; another one for a second installation on the same server.</summary>
    public string MongoDatabasePrefix { get; set; } = "crossdock_";
}

/// <summary>Opens a service's store as it is, whatever its mark says.</summary>
internal sealed class StoreContents(Func<IServiceProvider, string, IDocumentStore> open)
{
    public IStoreContent Open(IServiceProvider provider, string service) => (IStoreContent)open(provider, service);
}

/// <summary>Gives each service its own store, and its collections to anyone who asks for them.</summary>
public static class StoreRegistration
{
    internal static void AddStores(
        this IServiceCollection services,
        StoreOptions options,
        IEnumerable<string> serviceNames
    )
    {
        Func<IServiceProvider, string, IDocumentStore> open =
            options.Provider == StoreProvider.Sqlite
                ? (provider, service) =>
                    new SqliteStore(options.FileOf(service), provider.GetRequiredService<UnreadableDocuments>())
                : services.AddMongo(options);
        services.AddSingleton(new StoreContents(open));
        foreach (var name in serviceNames)
        {
            services.AddKeyedSingleton<IDocumentStore>(
                name,
                (provider, _) => new CheckedStore(() => open(provider, name))
            );
            services.AddKeyedCollection(name, name, StoreMark.Collection);
            services.AddKeyedCollection(name, name, ProbeDocument.Collection);
            services.AddSingleton(provider => new StoreProbe(
                provider.GetRequiredKeyedService<IDocuments<ProbeDocument>>(name),
                provider.GetRequiredService<TimeProvider>()
            ));
        }

        services.AddSingleton<UnreadableDocuments>();
        services.AddHostedService<StoreOpening>();
    }

    /// <summary>Lets the parts of a service ask where its store comes from.</summary>
    public static IServiceCollection AddStoreMark<TService>(this IServiceCollection services, string serviceName) =>
        services.AddSingleton(provider => new StoreMarkReader<TService>(
            provider.GetRequiredKeyedService<IDocuments<StoreMark>>(serviceName)
        ));

    /// <summary>Declares a collection of the service; <see cref="IDocuments{T}"/> then comes from the container.</summary>
    public static IServiceCollection AddCollection<T>(
        this IServiceCollection services,
        string serviceName,
        CollectionDefinition<T> definition
    )
        where T : Document =>
        services
            .AddSingleton(provider => Late(provider, serviceName, definition))
            .AddSingleton<IDocuments<T>>(provider => provider.GetRequiredService<LateDocuments<T>>())
            .AddSingleton<ILateCollection>(provider => provider.GetRequiredService<LateDocuments<T>>());

    /// <summary>Declares a collection whose type other services in the same process have too; it is asked for by <paramref name="key"/>.</summary>
    public static IServiceCollection AddKeyedCollection<T>(
        this IServiceCollection services,
        string serviceName,
        object key,
        CollectionDefinition<T> definition
    )
        where T : Document =>
        services
            .AddKeyedSingleton(key, (provider, _) => Late(provider, serviceName, definition))
            .AddKeyedSingleton<IDocuments<T>>(
                key,
                (provider, _) => provider.GetRequiredKeyedService<LateDocuments<T>>(key)
            )
            .AddSingleton<ILateCollection>(provider => provider.GetRequiredKeyedService<LateDocuments<T>>(key));

    private static LateDocuments<T> Late<T>(
        IServiceProvider provider,
        string serviceName,
        CollectionDefinition<T> definition
    )
        where T : Document => new(() => provider.GetRequiredKeyedService<IDocumentStore>(serviceName).Open(definition));
}
