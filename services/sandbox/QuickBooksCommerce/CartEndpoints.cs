using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>The cart's resources.</summary>
internal static class CartEndpoints
{
    /// <summary>Where the cart's base address ends.</summary>
    public const string Root = "/qbc";

    public static void MapCart(this WebApplication app)
    {
        var books = app.Services.GetRequiredService<Ledger>();
        var cart = app.MapGroup(Root);
        cart.MapOrders(books);
        cart.MapFulfillments(books);
        cart.MapParties(books);
        cart.MapStock(books);
        cart.MapReferences(books);
        cart.MapWebhooks(books);
        cart.MapOAuth(app.Services.GetRequiredService<CartTokens>());
    }
}
