using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Crossdock.Adapters.QuickBooksCommerce;
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
            new QuickBooksCommerceAdapter().Connect(
                Settings([("Address", address.ToString()), .. settings]),
                new AdapterContext(
                    "acme-qbc",
                    memory ?? new StateInMemory(),
                    handler,
                    time ?? TimeProvider.System,
                    logger ?? NullLogger.Instance
                )
            );

    public static AdapterSettings Settings(params (string Key, string Value)[] settings) =>
        SettingsReader.Read(
            typeof(QuickBooksCommerceSettings),
            SettingsReader.Section(
                "Carts:acme-qbc",
                settings
                    .Append(("EarliestOrderDate", "2000-01-01"))
                    .Select(one => KeyValuePair.Create(one.Item1, (string?)one.Item2))
            )
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
