using Crossdock.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Makes connections of their settings: whatever is wrong with those is said here, at the start or to whoever sets one up.</summary>
public sealed class ConnectionMaker<TOutside>(
    IEnumerable<IConnectionFactory<TOutside>> factories,
    IEnumerable<ConnectionCheck<TOutside>> checks,
    Func<ConnectionSettings, ConnectionContext> contextFor,
    WorkOptions options,
    ILoggerFactory loggers
)
    where TOutside : IOutside
{
    private readonly Dictionary<string, IConnectionFactory<TOutside>> kinds = factories.ToDictionary(
        f => f.Kind,
        StringComparer.OrdinalIgnoreCase
    );

    /// <exception cref="SettingException">The connection is incomplete, or its kind is unknown.</exception>
    public Connection<TOutside> Make(ConnectionSettings settings)
    {
        if (!kinds.TryGetValue(settings.Kind, out var factory))
        {
            throw settings.Broken("Kind", $"is \"{settings.Kind}\"", $"set one of {string.Join(", ", kinds.Keys)}");
        }

        _ = settings.Merchant;
        var context = contextFor(settings);
        var outside = factory.Create(context);
        foreach (var check in checks)
        {
            check.Run(settings);
        }

        var gate = new ConnectionGate(
            settings.Name,
            outside.TestAsync,
            options,
            context.Time,
            loggers.CreateLogger<ConnectionGate>()
        )
        {
            Id = settings.Id,
        };
        return new Connection<TOutside>(settings, outside, gate);
    }
}

/// <summary>Something that must be right about each connection, beside what its adapter asks for; throws <see cref="SettingException"/>.</summary>
public sealed record ConnectionCheck<TOutside>(Action<ConnectionSettings> Run)
    where TOutside : IOutside;
