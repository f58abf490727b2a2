using System.Text.Json.Nodes;
using Crossdock.Platform.Api;
using static Crossdock.Platform.Api.KeyLevel;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Stock, products, ship methods and carts.</summary>
internal static class CatalogEndpoints
{
    public static void MapCartRoverCatalog(this IEndpointRouteBuilder api)
    {
        var merchant = api.MapGroup("/merchant").WithMetadata(new LevelsNeeded(Cart, Merchant, Master));
        merchant.MapGet("/inventory", ListStockAsync);
        merchant.MapGet("/inventory/{**sku}", FindStockAsync);
        merchant.MapGet("/product/{**sku}", FindProductAsync);
        var cart = api.MapGroup("/cart").WithMetadata(new LevelsNeeded(Cart, Merchant, Master));
        cart.MapGet("/list", (HttpContext http, CartLists carts) => Answers.Success(carts.Carts(http.Scope())));
        cart.MapGet("/listall", (CartLists carts) => Answers.Success(carts.Kinds()));
        cart.MapGet("/shipmethod/list/{**source}", ListShipMethodsAsync);
        cart.MapPost("/shipmethod/{**source}", MapShipMethodsAsync);
        api.MapGet("/wms/shipmethod/list", ListOfWarehouseAsync);
        api.MapGet("/wms/merchant/list", ListMerchantsAsync).WithMetadata(new LevelsNeeded(KeyLevel.Warehouse, Master));
    }

    private static async Task<IResult> ListStockAsync(HttpContext http, StockLists stock)
    {
        var (limit, page) = ListRequest.Paging(http.Request.Query);
        var items = await stock.ReadAsync(http.Scope(), http.RequestAborted);
        http.Response.Headers["total-records"] = $"{items.Count}";
        var skipped = Math.Min((page - 1L) * limit, items.Count);
        return Answers.Success(
            new JsonArray([.. items.Skip((int)skipped).Take(limit).Select(item => (JsonNode)item.Entry())])
        );
    }

    private static async Task<IResult> FindStockAsync(HttpContext http, StockLists stock) =>
        Answers.Success((await FindAsync(http, stock, "/inventory/")).Single());

    private static async Task<IResult> FindProductAsync(HttpContext http, StockLists stock) =>
        Answers.Success((await FindAsync(http, stock, "/product/")).Product());

    private static async Task<IResult> ListOfWarehouseAsync(HttpContext http, ShipMethodLists methods) =>
        Answers.Success(await methods.OfWarehouseAsync(http.Scope(), http.RequestAborted));

    private static async Task<IResult> ListMerchantsAsync(HttpContext http, CartLists carts) =>
        Answers.Success(await carts.MerchantsAsync(http.Scope(), http.RequestAborted));

    private static async Task<IResult> ListShipMethodsAsync(HttpContext http, ShipMethodLists methods) =>
        Answers.Success(
            await methods.OfCartAsync(http.Scope().CartOf(RawPath.Rest(http, "/shipmethod/list/")), http.RequestAborted)
        );

    private static async Task<IResult> MapShipMethodsAsync(HttpContext http, ShipMethodLists methods)
    {
        await methods.MapAsync(
            http.Scope().CartOf(RawPath.Rest(http, "/shipmethod/")),
            await RequestBody.ReadAsync(http.Request, http.RequestAborted),
            http.User.Identity?.Name,
            http.RequestAborted
        );
        return Answers.Success();
    }

    private static async Task<StockItem> FindAsync(HttpContext http, StockLists stock, string after)
    {
        var sku = RawPath.Rest(http, after);
        return await stock.FindAsync(http.Scope(), sku, http.RequestAborted)
            ?? throw new CartRoverException(ErrorCode.Invalid, $"Product not found: {sku}");
    }
}
