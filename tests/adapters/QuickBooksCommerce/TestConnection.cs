using Crossdock.Adapters;
using Crossdock.Adapters.QuickBooksCommerce;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>A connection made of nothing but settings.</summary>
internal static class TestConnection
{
    public static QuickBooksCommerceCart Cart(
        Uri address,
        HttpMessageHandler handler,
        IAdapterState? memory = null,
        TimeProvider? time = null,
        ILogger? logger = null,
        params (string Key, string Value)[] settings
    ) =>
        (QuickBooksCommerceCart)
            new QuickBooksCommerceFactory().Create(
                new ConnectionContext(
                    Settings([("Address", address.ToString()), .. settings]),
                    memory ?? new StateInMemory(),
                    handler,
                    time ?? TimeProvider.System,
                    logger ?? NullLogger.Instance
                )
            );

    public static ConnectionSettings Settings(params (string Key, string Value)[] settings) =>
        new(
            "acme-qbc",
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.Select(setting =>
                        KeyValuePair.Create($"Connections:acme-qbc:{setting.Key}", (string?)setting.Value)
                    )
                )
                .Build()
                .GetSection("Connections:acme-qbc")
        );

    public static async Task<List<CartOrder>> ReadAllAsync(this ICart cart, DateTimeOffset since = default)
    {
        var all = new List<CartOrder>();
        await foreach (var page in cart.OrdersChangedSinceAsync(since, TestContext.Current.CancellationToken))
        {
            all.AddRange(page);
        }

        return all;
    }
}

/// <summary>A connection's memory that several carts in this process can share.</summary>
internal sealed class StateInMemory : IAdapterState, IDisposable
{
    private readonly SemaphoreSlim alone = new(1);
    private readonly Dictionary<string, string> notes = [];

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
