using System.ComponentModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Platform.Api;

/// <summary><c>GET /api/v1/orders/where?number=…</c>: where an order is, from the moment it was read.</summary>
internal static class PlaceEndpoints
{
    public const string Path = "/orders/where";

    /// <summary>Each keeps a part of an order's way.</summary>
    private static readonly string[] Services = ["cart-adapter", "order-router", "wms-adapter"];

    /// <param name="api">The API.</param>
    /// <param name="here">The services in this process.</param>
    public static void MapPlaces(this IEndpointRouteBuilder api, IReadOnlyList<string> here)
    {
        string[] elsewhere = [.. Services.Except(here, StringComparer.Ordinal)];
        api.MapGet(
                Path,
                async Task<Results<Ok<OrderPlaces>, ProblemHttpResult>> (
                    [Description("The full number in the cart, with its #.")] string? number,
                    IEnumerable<IOrderLocator> locators,
                    CancellationToken cancellationToken
                ) =>
                {
                    if (number is not { Length: > 0 })
                    {
                        return Problems.BadRequest("Set ?number= to the full number in the cart, with its # as %23.");
                    }

                    var found = new List<OrderPlace>();
                    foreach (var locator in locators)
                    {
                        found.AddRange(await locator.FindAsync(number, cancellationToken));
                    }

                    return TypedResults.Ok(new OrderPlaces(found, elsewhere));
                }
            )
            .For(Role.Read)
            .Describe(
                "orders.where",
                "Says where the orders with a number are in this service, from the moment they were read, and what they wait for."
            );
    }
}
