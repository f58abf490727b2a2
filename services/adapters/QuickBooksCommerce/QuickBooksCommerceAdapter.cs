namespace Crossdock.Adapters.QuickBooksCommerce;

/// <summary>QuickBooks Commerce (formerly TradeGecko).</summary>
public sealed class QuickBooksCommerceAdapter : CartAdapter<QuickBooksCommerceSettings>
{
    public override string Kind => "QuickBooksCommerce";

    public override string Description =>
        "QuickBooks Commerce (formerly TradeGecko), with a privileged access token or an OAuth application.";

    public override AdapterCapabilities Capabilities =>
        AdapterCapabilities.Webhooks
        | AdapterCapabilities.Authorization
        | AdapterCapabilities.RateLimit
        | AdapterCapabilities.Search;

    protected override ICart Create(QuickBooksCommerceSettings settings, AdapterContext context) =>
        new QuickBooksCommerceCart(settings, context);
}
