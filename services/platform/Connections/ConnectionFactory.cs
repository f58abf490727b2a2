using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Makes connections from their settings. Broken settings are reported here: at startup, or to the person who saves a connection.</summary>
public sealed class ConnectionFactory<TSystem>(
    AdapterCatalog catalog,
    IEnumerable<ConnectionCheck<TSystem>> checks,
    Func<ConnectionSettings, AdapterContext> contextFor,
    WorkOptions options,
    ILoggerFactory loggers,
    Action<string, ConnectionProblem>? onFailure = null
)
    where TSystem : IExternalSystem
{
    private readonly Dictionary<string, Adapter<TSystem>> kinds = catalog
        .All.OfType<Adapter<TSystem>>()
        .ToDictionary(adapter => adapter.Kind, StringComparer.OrdinalIgnoreCase);

    /// <summary>The settings that a kind declares; none if it is not known.</summary>
    internal IReadOnlyList<SettingDeclaration> Declared(string? kind) =>
        kinds.GetValueOrDefault(kind ?? "") is { } adapter ? SettingDeclaration.Of(adapter.SettingsType) : [];

    /// <exception cref="SettingException">A setting is missing, unknown or broken, or the kind is unknown.</exception>
    public Connection<TSystem> Make(string name, IConfigurationSection section, string? generation = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        var known = string.Join(", ", kinds.Keys);
        var kind = ConnectionSettings.Require(section, "Kind", $"set one of {known}");
        if (!kinds.TryGetValue(kind, out var adapter))
        {
            throw new SettingException($"{section.Path}:Kind", $"is \"{kind}\"", $"set one of {known}");
        }

        var settings = new ConnectionSettings(adapter, name, section, generation);
        foreach (var check in checks)
        {
            check.Run(settings);
        }

        var context = contextFor(settings);
        var external = adapter.Connect(settings.Of<AdapterSettings>(), context);
        var circuit = new CircuitBreaker(
            settings.Name,
            external.TestAsync,
            options,
            context.Time,
            loggers.CreateLogger<CircuitBreaker>()
        )
        {
            Id = settings.Id,
            OnFailure = problem => onFailure?.Invoke(settings.Name, problem),
        };
        return new Connection<TSystem>(settings, external, circuit) { Unreadable = context.Unreadable };
    }
}

/// <summary>A rule about a connection and the service's own settings together; throws <see cref="SettingException"/>.</summary>
public sealed record ConnectionCheck<TSystem>(Action<ConnectionSettings> Run)
    where TSystem : IExternalSystem;
