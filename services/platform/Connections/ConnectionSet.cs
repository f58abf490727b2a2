using System.Collections.Immutable;
using Crossdock.Adapters;
using Microsoft.Extensions.Configuration;

namespace Crossdock.Platform.Connections;

/// <summary>All connections of a service: those of its configuration, and those that were set up while it runs.</summary>
public sealed class ConnectionSet<TSystem> : ICircuits
    where TSystem : IExternalSystem
{
    private readonly Lock changing = new();
    private volatile ImmutableSortedDictionary<string, Connection<TSystem>> connections;
    private volatile TaskCompletionSource changed = Signal();

    /// <exception cref="SettingException">A connection is incomplete, or its kind is unknown.</exception>
    public ConnectionSet(IConfigurationSection section, ConnectionFactory<TSystem> factory) =>
        connections = section
            .GetChildren()
            .ToImmutableSortedDictionary(
                child => child.Key,
                child => factory.Make(child.Key, child),
                StringComparer.Ordinal
            );

    public IReadOnlyCollection<Connection<TSystem>> All => [.. connections.Values];

    /// <summary>Those that may go outside: all that nobody has paused.</summary>
    public IReadOnlyCollection<CircuitBreaker> Circuits =>
        [.. connections.Values.Where(c => !c.IsDisabled).Select(c => c.Circuit)];

    public Task Changed => changed.Task;

    /// <summary>Takes over what is stored; set by whoever keeps the store.</summary>
    internal Func<CancellationToken, Task> RefreshAsync { get; set; } = _ => Task.CompletedTask;

    /// <summary>The connection, also where another replica set it up a moment ago; null where there is none.</summary>
    public async Task<Connection<TSystem>?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (Find(name) is { } known)
        {
            return known;
        }

        await RefreshAsync(cancellationToken);
        return Find(name);
    }

    /// <summary>Null where there is no such connection here.</summary>
    public Connection<TSystem>? Find(string name) => connections.GetValueOrDefault(name);

    /// <exception cref="UnknownConnectionException">There is no such connection here.</exception>
    public Connection<TSystem> this[string name] => Find(name) ?? throw new UnknownConnectionException(name);

    internal void Put(Connection<TSystem> connection) =>
        Change(known => known.SetItem(connection.Settings.Name, connection));

    internal void Remove(string name) => Change(known => known.Remove(name));

    private void Change(
        Func<
            ImmutableSortedDictionary<string, Connection<TSystem>>,
            ImmutableSortedDictionary<string, Connection<TSystem>>
        > change
    )
    {
        TaskCompletionSource told;
        lock (changing)
        {
            connections = change(connections);
            (told, changed) = (changed, Signal());
        }

        told.SetResult();
    }

    private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>A document or message names a connection that this service has not (any more).</summary>
public sealed class UnknownConnectionException(string name)
    : Exception($"There is no connection \"{name}\" here: set it up again, or correct the route that names it.");
