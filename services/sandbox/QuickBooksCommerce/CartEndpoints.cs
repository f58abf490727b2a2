using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>The cart's resources.</summary>
internal static class CartEndpoints
{
    /// <summary>The path of the cart's base address.</summary>
    public const string Root = "/qbc";

    public static void MapCart(this WebApplication app)
    {
        var database = app.Services.GetRequiredService<SandboxDatabase>();
        var cart = app.MapGroup(Root);
        cart.MapOrders(database);
        cart.MapFulfillments(database);
        cart.MapParties(database);
        cart.MapStock(database);
        cart.MapReferences(database);
        cart.MapWebhooks(database);
        cart.MapOAuth(app.Services.GetRequiredService<CartTokens>());
        cart.MapFallback(
            "/{**rest}",
            (HttpContext context) =>
                CartResponses.WriteAsync(context, 404, CartProblem.NotFound("resource", context.Request.Path).Body)
        );
    }
}
