using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crossdock.OrderRouter.Tests.Support;

/// <summary>Short ways to set routes up as people do.</summary>
internal static class RoutesThroughTheApi
{
    /// <summary>A cart that no other spec knows.</summary>
    public static string NewCart() => $"cart-{Guid.NewGuid():N}";

    /// <summary>A route to the shed, by which the orders of the specs can go.</summary>
    public static JsonObject Route(string shipMethod = "Standard") =>
        new()
        {
            ["warehouse"] = "shed",
            ["building"] = "NJ",
            ["itemCodes"] = new JsonArray(new JsonObject { ["sku"] = "TEE-S", ["code"] = "0001" }),
            ["shipMethods"] = new JsonArray(
                new JsonObject
                {
                    ["cart"] = shipMethod,
                    ["carrier"] = "UPS",
                    ["service"] = "UPS GROUND",
                }
            ),
            ["carriers"] = new JsonArray(),
            ["minimumLevel"] = 5,
        };

    public static Task<HttpResponseMessage> PutAsync(this RouterHost router, string cart, JsonObject route) =>
        router.Http.PutAsJsonAsync($"/api/v1/routes/{cart}", route);

    /// <summary>What the problem details say went wrong, and what to do.</summary>
    public static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["detail"]!;

    public static async Task<JsonNode> SeeAsync(this RouterHost router, string cart) =>
        (await router.Http.GetFromJsonAsync<JsonNode>($"/api/v1/routes/{cart}"))!;
}
