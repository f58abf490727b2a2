namespace Crossdock.OrderRouter.Stock;

/// <summary>
/// Event within the router: the cart has confirmed a parcel and reduced the stock of its items. The next complete reading determines
/// their level.
/// </summary>
public sealed record StockMoved
{
    /// <summary>The warehouse connection.</summary>
    public required string Connection { get; init; }

    /// <summary>In the warehouse's codes.</summary>
    public required IReadOnlyList<string> ItemCodes { get; init; }
    public required DateTimeOffset At { get; init; }
}
