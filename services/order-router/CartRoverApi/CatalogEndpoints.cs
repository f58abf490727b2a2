using System.Text.Json.Nodes;
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

    private static async Task<StockItem> FindAsync(HttpContext http, StockLists stock, string after)
    {
        var sku = RawPath.Rest(http, after);
        return await stock.FindAsync(http.Scope(), sku, http.RequestAborted)
            ?? throw new CartRoverException(ErrorCode.Invalid, $"Product not found: {sku}");
    }
}
