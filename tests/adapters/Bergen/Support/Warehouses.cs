using Crossdock.Adapters;
using Crossdock.Adapters.Bergen;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Bergen.Tests.Support;

/// <summary>Makes adapters as the host does: through the factory.</summary>
internal static class Warehouses
{
    public static readonly Dictionary<string, string?> Settings = new()
    {
        ["Kind"] = "Bergen",
        ["Merchant"] = "acme",
        ["Address"] = "http://bergen.test/publicapiws.asmx",
        ["AccountWebAddress"] = "www.acmecorp.atworkweb.com",
        ["ApiUsername"] = "acme-api",
        ["ApiPassword"] = "s3cret&<>",
        ["Warehouse"] = "NJ",
    };

    public static IWarehouse Create(
        HttpMessageHandler network,
        TimeProvider? time = null,
        ILogger? logger = null,
        params (string Key, string? Value)[] changes
    ) =>
        new BergenFactory().Create(
            new(Configure(changes), new NoState(), network, time ?? TimeProvider.System, logger ?? NullLogger.Instance)
        );

    public static ConnectionSettings Configure(params (string Key, string? Value)[] changes)
    {
        var all = new Dictionary<string, string?>(Settings);
        foreach (var (key, value) in changes)
        {
            all[key] = value;
        }

        return new(
            "acme-bergen",
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    all.Select(pair => KeyValuePair.Create($"Connections:acme-bergen:{pair.Key}", pair.Value))
                )
                .Build()
                .GetSection("Connections:acme-bergen")
        );
    }

    /// <summary>The adapter keeps nothing.</summary>
    private sealed class NoState : IAdapterState
    {
        public Task<string?> ReadAsync(string key, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();

        public Task<string> ChangeAsync(
            string key,
            Func<string?, CancellationToken, Task<string>> change,
            CancellationToken cancellationToken
        ) => throw new InvalidOperationException();
    }
}
