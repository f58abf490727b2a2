namespace Crossdock.Adapters.QuickBooksCommerce;

/// <summary>Makes carts of QuickBooks Commerce (formerly TradeGecko).</summary>
public sealed class QuickBooksCommerceFactory : ICartFactory
{
    public string Kind => "QuickBooksCommerce";

    public ICart Create(ConnectionContext context) => new QuickBooksCommerceCart(context);
}
