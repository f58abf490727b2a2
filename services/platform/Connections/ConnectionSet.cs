using Crossdock.Platform.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>One connection at work: its settings, the adapter behind it, and the gate before it.</summary>
public sealed record Connection<TOutside>(
    ConnectionSettings Settings,
    TOutside Outside,
    ConnectionGate Gate
)
    where TOutside : IOutside;

/// <summary>All connections of a service, made from a section of configuration.</summary>
public sealed class ConnectionSet<TOutside> : IDisposable
    where TOutside : IOutside
{
    private readonly Dictionary<string, Connection<TOutside>> connections = new(
        StringComparer.Ordinal
    );

    /// <exception cref="SettingException">A connection is incomplete, or its kind is unknown.</exception>
    public ConnectionSet(
        IConfigurationSection section,
        IEnumerable<IConnectionFactory<TOutside>> factories,
        Func<ConnectionSettings, ConnectionContext> contextFor,
        WorkOptions options,
        ILoggerFactory loggers
    )
    {
        var kinds = factories.ToDictionary(f => f.Kind, StringComparer.OrdinalIgnoreCase);
        foreach (
            var settings in section
                .GetChildren()
                .Select(child => new ConnectionSettings(child.Key, child))
        )
        {
            if (!kinds.TryGetValue(settings.Kind, out var factory))
            {
                throw settings.Broken(
                    "Kind",
                    $"is \"{settings.Kind}\"",
                    $"set one of {string.Join(", ", kinds.Keys)}"
                );
            }

            _ = settings.Merchant;
            var context = contextFor(settings);
            var outside = factory.Create(context);
            var gate = new ConnectionGate(
                settings.Name,
                outside.TestAsync,
                options,
                context.Time,
                loggers.CreateLogger<ConnectionGate>()
            );
            connections.Add(settings.Name, new Connection<TOutside>(settings, outside, gate));
        }
    }

    public IReadOnlyCollection<Connection<TOutside>> All => connections.Values;

    public IReadOnlyCollection<ConnectionGate> Gates => [.. connections.Values.Select(c => c.Gate)];

    /// <summary>Null where there is no such connection here.</summary>
    public Connection<TOutside>? Find(string name) => connections.GetValueOrDefault(name);

    /// <exception cref="UnknownConnectionException">There is no such connection here.</exception>
    public Connection<TOutside> this[string name] =>
        connections.TryGetValue(name, out var connection)
            ? connection
            : throw new UnknownConnectionException(name);

    public void Dispose()
    {
        foreach (var connection in connections.Values)
        {
            connection.Gate.Dispose();
        }
    }
}

/// <summary>A document or message names a connection that this service has not (any more).</summary>
public sealed class UnknownConnectionException(string name)
    : Exception(
        $"There is no connection \"{name}\" here: set it up again, or correct the route that names it."
    );
