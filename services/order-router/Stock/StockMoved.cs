namespace Crossdock.OrderRouter.Stock;

/// <summary>
/// Event within the router: the cart has shown a parcel, and has itself taken the items off its stock. The next complete reading says
/// what it should show.
/// </summary>
public sealed record StockMoved
{
    /// <summary>The warehouse connection.</summary>
    public required string Connection { get; init; }

    /// <summary>In the warehouse's codes.</summary>
    public required IReadOnlyList<string> ItemCodes { get; init; }
    public required DateTimeOffset At { get; init; }
}
