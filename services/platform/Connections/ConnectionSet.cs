using System.Collections.Concurrent;
using System.Collections.Immutable;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Where a service's connections are configured, for example <c>Carts</c>.</summary>
public sealed record ConnectionSource<TSystem>(IConfigurationSection Section)
    where TSystem : IExternalSystem;

/// <summary>All connections of a service: those of its configuration, and those saved through the API.</summary>
public sealed class ConnectionSet<TSystem> : LiveSettings<ConnectionDocument, Connection<TSystem>>, ICircuits
    where TSystem : IExternalSystem
{
    private readonly ConnectionSource<TSystem> source;
    private readonly ConnectionFactory<TSystem> factory;
    private readonly SettingsProtector protector;
    private readonly ILogger<ConnectionSet<TSystem>> logger;
    private readonly ImmutableSortedDictionary<string, Connection<TSystem>> configured;
    private readonly ConcurrentDictionary<string, string> unusable = new(StringComparer.Ordinal);
    private volatile ImmutableSortedDictionary<string, Connection<TSystem>> connections;
    private volatile TaskCompletionSource changed = Signal();

    /// <exception cref="SettingException">A connection is incomplete, or its kind is unknown.</exception>
    public ConnectionSet(
        ConnectionSource<TSystem> source,
        ConnectionFactory<TSystem> factory,
        ConnectionCollections<TSystem> collections,
        SettingsProtector protector,
        WorkOptions options,
        TimeProvider time,
        ILogger<ConnectionSet<TSystem>> logger
    )
        : base(collections.Versions, collections.Connections, options, time)
    {
        (this.source, this.factory, this.protector, this.logger) = (source, factory, protector, logger);
        connections = configured = source
            .Section.GetChildren()
            .ToImmutableSortedDictionary(c => c.Key, c => factory.Make(c.Key, c), StringComparer.Ordinal);
    }

    public IReadOnlyCollection<Connection<TSystem>> All => [.. connections.Values];

    /// <summary>Why a stored connection cannot work, by name: its secrets cannot be read, or a setting is no longer valid.</summary>
    public IReadOnlyDictionary<string, string> Unusable => unusable;

    public IReadOnlyCollection<CircuitBreaker> AllCircuits => [.. connections.Values.Select(c => c.Circuit)];

    public IReadOnlyCollection<CircuitBreaker> EnabledCircuits =>
        [.. connections.Values.Where(c => !c.IsDisabled).Select(c => c.Circuit)];

    public Task Changed => changed.Task;

    protected override string Name => "connections";

    /// <summary>Configuration keys ignore case.</summary>
    public bool IsConfigured(string name) => configured.Keys.Contains(name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The connection, also if another replica has just saved it; null if there is none.</summary>
    public async Task<Connection<TSystem>?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        await RefreshAsync(cancellationToken);
        return Find(name);
    }

    /// <summary>Null if there is no such connection here.</summary>
    public Connection<TSystem>? Find(string name) => connections.GetValueOrDefault(name);

    /// <exception cref="UnknownConnectionException">There is no such connection here.</exception>
    public Connection<TSystem> this[string name] => Find(name) ?? throw new UnknownConnectionException(name);

    /// <summary>The stored settings in the form of configuration: adapters and error messages know one form only.</summary>
    internal IConfigurationSection SectionOf(ConnectionDocument document, Dictionary<string, string> settings) =>
        SettingsReader.Section(
            $"{source.Section.Path}:{document.Id}",
            settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))
        );

    protected override Connection<TSystem>? Create(ConnectionDocument document, Connection<TSystem>? before)
    {
        var same =
            configured.GetValueOrDefault(document.Id) ?? (before?.CreatedFrom == document.Settings ? before : null);
        if (same is not null)
        {
            return same with { IsDisabled = document.IsDisabled };
        }

        if (document.Settings is null)
        {
            return null; // A decision about one that is no longer in the configuration.
        }

        try
        {
            var settings =
                protector.UnprotectSettings(document)
                ?? throw new SettingException(
                    $"{source.Section.Path}:{document.Id}",
                    "was encrypted with other keys",
                    "restore those of Secrets:Keys, or save the connection again"
                );
            var created = factory.Make(document.Id, SectionOf(document, settings), document.GenerationId);
            unusable.TryRemove(document.Id, out _);
            if (before is not null)
            {
                created.Circuit.Follow(before.Circuit);
            }

            return created with
            {
                IsDisabled = document.IsDisabled,
                CreatedFrom = document.Settings,
            };
        }
        catch (SettingException e)
        {
            if (unusable.GetValueOrDefault(document.Id) != e.Message)
            {
                unusable[document.Id] = e.Message;
                ConnectionLog.ConnectionUnusable(logger, document.Id, e.Message);
            }

            return null;
        }
    }

    protected override void Apply(IReadOnlyDictionary<string, Connection<TSystem>> values, IReadOnlySet<string> ids)
    {
        foreach (var deleted in unusable.Keys.Where(name => !ids.Contains(name)))
        {
            unusable.TryRemove(deleted, out _);
        }

        connections = configured.SetItems(values);
        var before = changed;
        changed = Signal();
        before.SetResult();
    }

    protected override void LogNotRead(string reason) => ConnectionLog.ConnectionsNotRead(logger, reason);

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A document or message names a connection that this service does not have.</summary>
public sealed class UnknownConnectionException(string name)
    : Exception($"There is no connection \"{name}\" here: create it again, or correct the route that names it.");
