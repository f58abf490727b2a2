using Crossdock.Contracts;

namespace Crossdock.Adapters.Api;

/// <summary>
/// What a posted order says, as a cart's order. The order-router keeps the order and shows it: whatever other carts are asked for is there
/// already.
/// </summary>
internal sealed class ApiCart : IPostedCart
{
    public CartOrder Read(OrderPosted posted) =>
        new()
        {
            CartOrderId = posted.CartOrderId,
            OrderNumber = posted.OrderNumber,
            State = posted.IsVoid ? CartOrderState.Void : CartOrderState.Open,
            OrderedAt = posted.OrderedAt,
            ChangedAt = posted.PostedAt,
            ShipTo = WithCode(posted.ShipTo),
            BillTo = posted.BillTo is { } billTo ? WithCode(billTo) : null,
            ShipMethod = posted.ShipMethod,
            Lines = posted.Lines,
            Currency = posted.Currency,
            Notes = posted.Notes,
            StartDate = posted.StartDate,
            CancelDate = posted.CancelDate,
        };

    public Task<string> TestAsync(CancellationToken cancellationToken) =>
        Task.FromResult(
            "Nothing to reach: orders are posted to /v1 of the order-router, with a key of the level cart."
        );

    /// <summary>None: what is posted is published by the order-router.</summary>
    public async IAsyncEnumerable<IReadOnlyList<CartOrder>> OrdersChangedSinceAsync(
        DateTimeOffset since,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await Task.CompletedTask;
        yield break;
    }

    /// <summary>The order-router had the parcel before it asked.</summary>
    public Task ConfirmShipmentAsync(ConfirmShipment shipment, bool maybeSent, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>The order-router shows the warehouse's readings.</summary>
    public Task<IReadOnlyDictionary<string, string>> SetStockAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>(StringComparer.Ordinal));

    private static Address WithCode(Address address) =>
        address.CountryCode is null ? address with { CountryCode = CountryCodes.Of(address.Country) } : address;
}
