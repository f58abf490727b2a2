using Crossdock.Adapters;
using Crossdock.Adapters.Bergen;
using Crossdock.Adapters.Declaration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Bergen.Tests.Support;

/// <summary>Makes adapters as the host does: from the settings in configuration.</summary>
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
        new BergenAdapter().Connect(
            Configure(changes),
            new("acme-bergen", new NoState(), network, time ?? TimeProvider.System, logger ?? NullLogger.Instance)
        );

    public static BergenSettings Configure(params (string Key, string? Value)[] changes)
    {
        var all = new Dictionary<string, string?>(Settings);
        foreach (var (key, value) in changes)
        {
            all[key] = value;
        }

        return (BergenSettings)
            SettingsReader.Read(typeof(BergenSettings), SettingsReader.Section("Warehouses:acme-bergen", all));
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
