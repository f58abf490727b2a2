using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Fuzz.Entrances;

/// <summary>Adapters made of nothing but settings.</summary>
internal static class Connections
{
    public static TSystem To<TSystem>(
        Adapter<TSystem> adapter,
        HttpMessageHandler network,
        params IEnumerable<(string Key, string Value)> settings
    )
        where TSystem : IExternalSystem =>
        adapter.Connect(
            SettingsReader.Read(
                adapter.SettingsType,
                SettingsReader.Section(
                    "Connections:acme",
                    settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))
                )
            ),
            new AdapterContext("acme", new StateInMemory(), network, TimeProvider.System, NullLogger.Instance)
        );

    /// <summary>All that the house may see of an external system that fails.</summary>
    public static bool IsDeclared(Exception e) => e is ConnectionProblemException or OperationCanceledException;

    private sealed class StateInMemory : IAdapterState
    {
        private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

        public Task<string?> ReadAsync(string key, CancellationToken cancellationToken) =>
            Task.FromResult(values.GetValueOrDefault(key));

        public async Task<string> ChangeAsync(
            string key,
            Func<string?, CancellationToken, Task<string>> change,
            CancellationToken cancellationToken
        ) => values[key] = await change(values.GetValueOrDefault(key), cancellationToken);
    }
}
