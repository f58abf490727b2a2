using Crossdock.Adapters;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Makes connections of their settings: whatever is wrong with those is said here, at the start or to whoever sets one up.</summary>
public sealed class ConnectionFactory<TSystem>(
    IEnumerable<IConnectionFactory<TSystem>> factories,
    IEnumerable<ConnectionCheck<TSystem>> checks,
    Func<ConnectionSettings, ConnectionContext> contextFor,
    WorkOptions options,
    ILoggerFactory loggers
)
    where TSystem : IExternalSystem
{
    private readonly Dictionary<string, IConnectionFactory<TSystem>> kinds = factories.ToDictionary(
        f => f.Kind,
        StringComparer.OrdinalIgnoreCase
    );

    /// <exception cref="SettingException">The connection is incomplete, or its kind is unknown.</exception>
    public Connection<TSystem> Make(ConnectionSettings settings)
    {
        if (!kinds.TryGetValue(settings.Kind, out var factory))
        {
            throw settings.Broken("Kind", $"is \"{settings.Kind}\"", $"set one of {string.Join(", ", kinds.Keys)}");
        }

        _ = settings.Merchant;
        var context = contextFor(settings);
        var external = factory.Create(context);
        foreach (var check in checks)
        {
            check.Run(settings);
        }

        var circuit = new CircuitBreaker(
            settings.Name,
            external.TestAsync,
            options,
            context.Time,
            loggers.CreateLogger<CircuitBreaker>()
        )
        {
            Id = settings.Id,
        };
        return new Connection<TSystem>(settings, external, circuit);
    }
}

/// <summary>Something that must be right about each connection, beside what its adapter asks for; throws <see cref="SettingException"/>.</summary>
public sealed record ConnectionCheck<TSystem>(Action<ConnectionSettings> Run)
    where TSystem : IExternalSystem;
