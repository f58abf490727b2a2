using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using static Crossdock.Platform.Api.KeyLevel;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary><c>/v1</c>: the API that clients of CartRover speak. docs/cartrover-api.md describes it; the OpenAPI document leaves it out.</summary>
internal static class CartRoverEndpoints
{
    /// <summary>In bytes: some hundred orders.</summary>
    private const int MaxOrderBytes = 4 * 1024 * 1024;
    private const int MaxBytes = 256 * 1024;

    public static void MapCartRover(this IEndpointRouteBuilder root)
    {
        var api = root.MapGroup("/v1")
            .RequireAuthorization(
                new AuthorizationPolicyBuilder(KeyPairHandler.SchemeName).RequireAuthenticatedUser().Build()
            )
            .WithMetadata(new EnvelopeWriter(), new RequestSizeLimitAttribute(MaxBytes))
            .AddEndpointFilter<RouteGroupBuilder, ApiFilter>()
            .ExcludeFromDescription();
        var cart = api.MapGroup("/cart").WithMetadata(new LevelsNeeded(Cart, Merchant, Master));
        cart.MapPost("/orders/cartrover", PostAsync)
            .WithMetadata(new UnlimitedCalls(), new RequestSizeLimitAttribute(MaxOrderBytes));
        cart.MapPost("/orders/batch", PostBatchAsync).WithMetadata(new RequestSizeLimitAttribute(MaxOrderBytes));
        cart.MapGet("/orders/wms_cancel/{**reference}", CancelAtWarehouseAsync);
        cart.MapPost("/orders/cancel", CancelAsync);
        cart.MapPost("/orders/cancel/cartrover", CancelAsync);
        cart.MapPost("/orders/update/{**reference}", UpdateAsync);

        // A client has one key for both levels: what it shows are the key's carts in either case.
        foreach (var level in (string[])["/cart", "/merchant"])
        {
            var orders = api.MapGroup($"{level}/orders").WithMetadata(new LevelsNeeded(Cart, Merchant, Master));
            orders.MapGet("/list/{status}", ListAsync);
            orders.MapGet("/status/{**reference}", StatusAsync);
            orders.MapGet("/{**reference}", FindAsync);
        }

        api.MapCartRoverCatalog();
        api.Map(
            "/{**rest}",
            () => Answers.Error(ErrorCode.Invalid, "There is nothing at this address, or not with this method.")
        );
    }

    private static async Task<IResult> PostAsync(HttpContext http, OrderPosting posting) =>
        await posting.PostAsync(
            await RequestBody.ReadAsync(http.Request, http.RequestAborted),
            http.Scope(),
            http.Key(),
            http.RequestAborted
        );

    private static async Task<IResult> PostBatchAsync(HttpContext http, OrderPosting posting) =>
        await posting.PostBatchAsync(
            await RequestBody.ReadAsync(http.Request, http.RequestAborted),
            http.Scope(),
            http.Key(),
            http.RequestAborted
        );

    private static async Task<IResult> FindAsync(HttpContext http, OrderLookup orders) =>
        Answers.Success(
            OrderAnswer.Of(await NamedAsync(http, orders, "/orders/"), OrderAnswer.Flags.Of(http.Request.Query))
        );

    private static async Task<IResult> StatusAsync(HttpContext http, OrderLookup orders) =>
        Answers.Success(OrderAnswer.Status(await NamedAsync(http, orders, "/orders/status/")));

    private static async Task<IResult> ListAsync(HttpContext http, string status, OrderLists lists)
    {
        var (orders, total) = await lists.ReadAsync(
            ListRequest.Of(status, http.Request.Query),
            http.Scope(),
            http.RequestAborted
        );
        http.Response.Headers["total-records"] = $"{total}";
        var flags = OrderAnswer.Flags.Of(http.Request.Query);
        return Answers.Success(new JsonArray([.. orders.Select(order => (JsonNode)OrderAnswer.Of(order, flags))]));
    }

    private static async Task<IResult> CancelAtWarehouseAsync(
        HttpContext http,
        OrderLookup orders,
        OrderCancellation cancellation
    )
    {
        var order = await NamedAsync(http, orders, "/orders/wms_cancel/");
        var refusal = await cancellation.CancelAndWaitAsync(order, http.Key(), http.RequestAborted);
        return Answers.Success(new JsonObject { ["success"] = refusal is null, ["message"] = refusal ?? "" });
    }

    private static async Task<IResult> CancelAsync(HttpContext http, OrderLookup orders, OrderCancellation cancellation)
    {
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var order = await orders.FindAsync(http.Scope(), Text(body, "cust_ref"), http.RequestAborted);
        return await cancellation.CancelAsync(order, http.Key(), http.RequestAborted) is { } refusal
            ? Answers.Error(ErrorCode.Failure, refusal)
            : Answers.Success();
    }

    /// <summary>The client has the tracking numbers: from now on the order is confirmed for it as well.</summary>
    private static async Task<IResult> UpdateAsync(
        HttpContext http,
        OrderLookup lookup,
        IDocuments<OrderState> orders,
        TimeProvider time
    )
    {
        var body = await RequestBody.ReadAsync(http.Request, http.RequestAborted);
        var order = await NamedAsync(http, lookup, "/orders/update/");
        if (!Text(body, "order_status").Equals(OrderStatus.Confirmed, StringComparison.OrdinalIgnoreCase))
        {
            throw new CartRoverException(ErrorCode.Invalid, "order_status can be set to confirmed only.");
        }

        if (order.Shipments.Count == 0)
        {
            throw new CartRoverException(ErrorCode.Failure, $"The order is {order.Status}: nothing of it has shipped.");
        }

        await orders.UpdateAsync(order.State!.Id, Acknowledge, http.RequestAborted);
        return Answers.Success();

        bool Acknowledge(OrderState state)
        {
            var isNew = state.AcknowledgedAt is null;
            state.AcknowledgedAt ??= time.GetUtcNow();
            OrderListing.Update(state, state.CurrentState, time.GetUtcNow());
            return isNew;
        }
    }

    private static Task<FoundOrder> NamedAsync(HttpContext http, OrderLookup orders, string after) =>
        orders.FindAsync(http.Scope(), RawPath.Rest(http, after), http.RequestAborted);

    private static string Text(JsonElement body, string name) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty(name, out var value)
        && FieldText.Of(value) is { } text
            ? text
            : throw new CartRoverException(ErrorCode.Invalid, $"Missing required field(s): {name}");
}
