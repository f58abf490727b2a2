using Crossdock.Adapters;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Conformance;

/// <summary>What a host would give an adapter, made of nothing but settings.</summary>
public static class HarnessContext
{
    public static ConnectionContext Of(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(one => KeyValuePair.Create($"Connections:harness:{one.Key}", (string?)one.Value))
            )
            .Build();
        return new(
            new ConnectionSettings("harness", configuration.GetSection("Connections:harness")),
            new AdapterStateInMemory(),
            new SocketsHttpHandler(),
            TimeProvider.System,
            NullLogger.Instance
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
