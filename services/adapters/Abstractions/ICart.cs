using Crossdock.Contracts;

namespace Crossdock.Adapters;

/// <summary>
/// What Crossdock needs of an order source. Every method may throw <see cref="ConnectionProblemException"/>,
/// whose kind says what follows; nothing else is thrown but cancellation.
/// </summary>
public interface ICart : IExternalSystem
{
    /// <summary>
    /// All orders changed at or after <paramref name="since"/>, oldest change first, page by page, each order whole. An order that
    /// changes during the read may come twice and is never missed.
    /// </summary>
    IAsyncEnumerable<IReadOnlyList<CartOrder>> OrdersChangedSinceAsync(
        DateTimeOffset since,
        CancellationToken cancellationToken
    );

    /// <summary>Shows a parcel in the cart: its lines and tracking.</summary>
    /// <param name="shipment">What to show.</param>
    /// <param name="maybeSent">An earlier try may have gone through: look before sending, and be content where it is there.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent may still be done.</param>
    Task ConfirmShipmentAsync(ConfirmShipment shipment, bool maybeSent, CancellationToken cancellationToken);

    /// <summary>
    /// Makes the cart show these levels. Safe to repeat: the cart is brought from what it shows now to the level.
    /// </summary>
    /// <param name="levels">At most 250, each SKU once.</param>
    /// <param name="reference">Names this batch in the cart's own books, unlike any other.</param>
    /// <param name="cancellationToken">Stops waiting; what was sent may still be done.</param>
    /// <returns>The SKUs that could not be set, each with the reason in words; empty where all were.</returns>
    Task<IReadOnlyDictionary<string, string>> SetStockAsync(
        IReadOnlyList<StockLevel> levels,
        string reference,
        CancellationToken cancellationToken
    );
}

/// <summary>Makes carts of one kind; registered once per adapter.</summary>
public interface ICartFactory : IConnectionFactory<ICart>;
