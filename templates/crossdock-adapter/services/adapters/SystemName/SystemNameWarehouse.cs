using Crossdock.Contracts;

namespace Crossdock.Adapters.SystemName;

/// <summary>
/// SystemName as a warehouse. <see cref="IWarehouse"/> says what each method promises, docs/adding-an-adapter.md what a repeat and a "no"
/// mean. Keep the mapping in pure functions in files of their own.
/// </summary>
internal sealed class SystemNameWarehouse(HttpClient http, TimeProvider time) : IWarehouse
{
    public async Task<string> TestAsync(CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync("account", cancellationToken);
        return $"Signed in to SystemName at {http.BaseAddress?.Host}";
    }

    public Task<Submission> SubmitAsync(DeliverOrder delivery, CancellationToken cancellationToken) =>
        throw ToWrite("SubmitAsync sends one delivery, once");

    public Task<Submission?> FindAsync(string reference, CancellationToken cancellationToken) =>
        throw ToWrite("FindAsync looks for a delivery by its whole reference");

    public Task<Cancellation> CancelAsync(string warehouseNumber, CancellationToken cancellationToken) =>
        throw ToWrite("CancelAsync cancels, and says Done again when asked again");

    public IAsyncEnumerable<IReadOnlyList<DeliveryProgress>> ProgressSinceAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    ) => throw ToWrite("ProgressSinceAsync reads all pages of what has moved");

    public Task<IReadOnlyList<Parcel>> ParcelsAsync(string warehouseNumber, CancellationToken cancellationToken) =>
        throw ToWrite("ParcelsAsync reads what has left, each parcel under an id that stays");

    public IAsyncEnumerable<IReadOnlyList<StockReading>> InventorySinceAsync(
        DateTimeOffset? since,
        CancellationToken cancellationToken
    ) =>
        throw ToWrite(
            $"InventorySinceAsync reads all pages of stock; it has ReadAt ({time.GetUtcNow():O}) from before the call"
        );

    private static InvalidOperationException ToWrite(string what) => new($"To be written: {what}.");
}
