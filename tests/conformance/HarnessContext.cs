using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Conformance;

/// <summary>What a host would give an adapter.</summary>
public static class HarnessContext
{
    /// <summary>A context with a real network and clock, and state in memory.</summary>
    public static AdapterContext Create(ILogger? logger = null) =>
        new(
            "harness",
            new AdapterStateInMemory(),
            new SocketsHttpHandler(),
            TimeProvider.System,
            logger ?? NullLogger.Instance
        );

    /// <summary>Connects as a host does: the settings are read as they stand in configuration. A cart's orders count from 2000 on.</summary>
    public static TSystem Connect<TSystem>(
        this Adapter<TSystem> adapter,
        AdapterContext context,
        params (string Key, string Value)[] settings
    )
        where TSystem : IExternalSystem
    {
        var all = settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value));
        if (adapter.Role == AdapterRole.Cart)
        {
            all = all.Append(new(nameof(CartSettings.EarliestOrderDate), "2000-01-01"));
        }

        return adapter.Connect(
            SettingsReader.Read(adapter.SettingsType, SettingsReader.Section("Harness", all)),
            context
        );
    }

    private sealed class AdapterStateInMemory : IAdapterState, IDisposable
    {
        private readonly SemaphoreSlim alone = new(1);
        private readonly Dictionary<string, string> notes = new(StringComparer.Ordinal);

        public Task<string?> ReadAsync(string key, CancellationToken cancellationToken) =>
            Task.FromResult(notes.GetValueOrDefault(key));

        public async Task<string> ChangeAsync(
            string key,
            Func<string?, CancellationToken, Task<string>> change,
            CancellationToken cancellationToken
        )
        {
            await alone.WaitAsync(cancellationToken);
            try
            {
                return notes[key] = await change(notes.GetValueOrDefault(key), cancellationToken);
            }
            finally
            {
                alone.Release();
            }
        }

        public void Dispose() => alone.Dispose();
    }
}
