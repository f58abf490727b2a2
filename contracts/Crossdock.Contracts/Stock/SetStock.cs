namespace Crossdock.Contracts;

/// <summary>Command, order-router to cart-adapter: show these levels, many per message.</summary>
public sealed record SetStock
{
    public required string Merchant { get; init; }

    /// <summary>The name of the cart connection.</summary>
    public required string Connection { get; init; }
    public required IReadOnlyList<StockLevel> Levels { get; init; }
}
