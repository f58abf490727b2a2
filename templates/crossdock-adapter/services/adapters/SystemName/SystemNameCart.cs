using Crossdock.Contracts;

namespace Crossdock.Adapters.SystemName;

/// <summary>
/// SystemName as a cart. <see cref="ICart"/> says what each method promises, docs/adding-an-adapter.md what a repeat and a "no" mean. Keep the
/// mapping in pure functions in files of their own.
/// </summary>
internal sealed class SystemNameCart(HttpClient http) : ICart
{
    public async Task<string> TestAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("account", cancellationToken);
        return $"Signed in to SystemName at {http.BaseAddress?.Host}";
    }

    public IAsyncEnumerable<IReadOnlyList<CartOrder>> OrdersChangedSinceAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => throw ToWrite("OrdersChangedSinceAsync reads all pages of what has changed, each order whole");

    public Task ConfirmShipmentAsync(ConfirmShipment shipment, bool maybeSent, CancellationToken cancellationToken) =>
        throw ToWrite("ConfirmShipmentAsync shows one parcel, once; where it may be there already, it looks first");

    public Task<IReadOnlyDictionary<string, string>> SetStockAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    ) => throw ToWrite("SetStockAsync sets each level of the batch, and gives a reason for each that cannot be set");

    private static InvalidOperationException ToWrite(string what) => new($"To be written: {what}.");
}
