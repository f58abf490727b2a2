using System.Text.RegularExpressions;
using Crossdock.Adapters;
using Microsoft.Extensions.DependencyInjection;
using MongoDB.Driver;

namespace Crossdock.Platform.Storage.Mongo;

/// <summary>How a process reaches MongoDB: one client, shared by the stores of all services in it.</summary>
internal static partial class MongoConnection
{
    /// <summary>Registers the client.</summary>
    /// <returns>Opens the store of the service with this name.</returns>
    /// <exception cref="SettingException">The connection string or the prefix is missing or broken.</exception>
    public static Func<IServiceProvider, string, IDocumentStore> AddMongo(
        this IServiceCollection services,
        StoreOptions options
    )
    {
        var settings = SettingsOf(options);
        services.AddSingleton<IMongoClient>(_ => new MongoClient(settings));
        return (provider, service) =>
            new MongoStore(
                provider.GetRequiredService<IMongoClient>(),
                DatabaseOf(options, service),
                provider.GetRequiredService<UnreadableDocuments>()
            );
    }

    internal static string DatabaseOf(StoreOptions options, string service) =>
        options.MongoDatabasePrefix + service.Replace('-', '_');

    internal static MongoClientSettings SettingsOf(StoreOptions options)
    {
        if (!Prefix().IsMatch(options.MongoDatabasePrefix))
        {
            throw new SettingException(
                "Store:MongoDatabasePrefix",
                "is no beginning of a database's name",
                "use up to 30 letters, digits and underscores"
            );
        }

        if (string.IsNullOrWhiteSpace(options.MongoDb))
        {
            throw new SettingException(
                "Store:MongoDb",
                "is missing",
                "set the connection string, mongodb://user:password@host:27017/?authSource=admin"
            );
        }

        try
        {
            return Bound(MongoClientSettings.FromUrl(AddressOf(options)));
        }
        catch (Exception e) when (e is MongoConfigurationException or ArgumentException or FormatException)
        {
            // What the driver says may repeat the string, and the string has a password in it.
            throw new SettingException(
                "Store:MongoDb",
                "is no connection string",
                "write it as mongodb://user:password@host:27017/?authSource=admin, and set user and password in Store:Username and Store:Password, where any character is fine"
            );
        }
    }

    private static MongoUrl AddressOf(StoreOptions options)
    {
        var address = new MongoUrlBuilder(options.MongoDb);
        if (options.Username is { Length: > 0 } user)
        {
            address.Username = user;
        }

        if (options.Password is { Length: > 0 } password)
        {
            address.Password = password;
        }

        return address.ToMongoUrl();
    }

    /// <summary>Shortens what the connection string leaves at the driver's defaults: a store that does not answer is to be said, not waited for.</summary>
    private static MongoClientSettings Bound(MongoClientSettings settings)
    {
        settings.ApplicationName ??= "crossdock";
        if (settings.ServerSelectionTimeout == MongoDefaults.ServerSelectionTimeout)
        {
            // As long as the election of a new primary usually takes: a retried write then finds it.
            settings.ServerSelectionTimeout = TimeSpan.FromSeconds(10);
        }

        if (settings.ConnectTimeout == MongoDefaults.ConnectTimeout)
        {
            settings.ConnectTimeout = TimeSpan.FromSeconds(5);
        }

        if (settings.SocketTimeout == MongoDefaults.SocketTimeout)
        {
            // Longer than the write concern waits for its majority.
            settings.SocketTimeout = TimeSpan.FromSeconds(20);
        }

        return settings;
    }

    [GeneratedRegex("^[A-Za-z0-9_]{0,30}$", RegexOptions.None, 1000)]
    private static partial Regex Prefix();
}
