using System.ComponentModel;
using System.Security.Claims;
using Crossdock.Platform.Api;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Finds orders, lists those in a status, and releases those on hold.</summary>
public static class OrderEndpoints
{
    private const string DuplicateRisk = "duplicate-risk";
    private const int MaxPublishing = 16;
    private const int MaxCounted = 100_000;

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/orders", ListAsync)
            .For(Role.Read)
            .Describe("orders.list", "Lists the orders with a number, or in a status.");
        api.MapGet("/orders/{id:guid}", FindAsync)
            .For(Role.Read)
            .Describe("orders.get", "Shows an order and all that happened to it.", 404);
        api.MapPost("/orders/{id:guid}/release", ReleaseAsync)
            .For(Role.Operate)
            .Describe(
                "orders.release",
                "Tries an order on hold again, and accepts in what its parcels differ from it. One that may be at the warehouse is looked for there instead, and refused without confirm=duplicate-risk.",
                404,
                409
            );
        api.MapPost("/orders/release", ReleaseAllAsync)
            .For(Role.Operate)
            .Describe(
                "orders.releaseAll",
                "Tries the orders on hold again, page by page, those first that have been on hold longest. Leaves out those that may be at the warehouse, or differ from what it shipped."
            );
    }

    private static async Task<Results<Ok<Page<OrderView>>, ProblemHttpResult>> ListAsync(
        [Description("The full number in the cart, with its #.")] string? number,
        [Description("A status: lists the orders that are in it.")] string? status,
        [Description("newest (change first; where it is left out) or oldest.")] string? sort,
        [AsParameters] PageRequest page,
        IDocuments<OrderState> orders,
        CancellationToken cancellationToken
    )
    {
        if (sort is not (null or "newest" or "oldest"))
        {
            return Problems.BadRequest("Set sort to newest or oldest, or leave it out.");
        }

        var query = (number, status) switch
        {
            ({ Length: > 0 }, _) => OrderState.ByNumber.Where(number),
            (_, { Length: > 0 }) when OrderStatus.All.Contains(status) => OrderState.ByStatus.Where(status) with
            {
                Descending = sort != "oldest",
            },
            _ => null,
        };
        return query is null
            ? Problems.BadRequest($"Set ?number=, or ?status= to one of {string.Join(", ", OrderStatus.All)}.")
            : TypedResults.Ok(await page.ReadAsync(orders, query, OrderView.Of, cancellationToken));
    }

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> FindAsync(
        [Description("The order's id.")] Guid id,
        IDocuments<OrderState> orders,
        CancellationToken cancellationToken
    ) =>
        await orders.FindAsync(id.ToString("D"), cancellationToken) is { } order
            ? TypedResults.Ok(OrderView.Of(order))
            : NoOrder(id);

    /// <summary>
    /// Retries the orders on hold, after a common cause was fixed; an order with another cause goes on hold again. Those are not part of the
    /// pages that follow, so that a client that asks for page after page comes to an end.
    /// </summary>
    private static async Task<Accepted<ReleasedOrders>> ReleaseAllAsync(
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        IDocuments<OrderState> orders,
        IBus bus,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var held = OrderState.ByStatus.Where(OrderStatus.Error);
        var until = time.GetUtcNow();
        if (page.Position(typeof(DateTimeOffset), typeof(DateTimeOffset), typeof(string)) is { } position)
        {
            until = (DateTimeOffset)position[0];
            held = held with { After = position[1..] };
        }

        held = held.AtMost(until);
        var batch = await orders.QueryAsync(held.Take(page.Size), cancellationToken);
        var released = batch.Where(OrderDecisions.IsForBulk).ToList();
        await Parallel.ForEachAsync(
            released,
            new ParallelOptions { MaxDegreeOfParallelism = MaxPublishing, CancellationToken = cancellationToken },
            async (order, token) =>
                await bus.PublishAsync(
                    new ReleaseOrder
                    {
                        OrderId = order.CorrelationId,
                        By = user.Identity?.Name,
                        IsBulk = true,
                    },
                    token
                )
        );
        var left = batch is [.., { } last]
            ? await orders.CountAsync(
                held.Take(MaxCounted) with
                {
                    After = [last.UpdatedAt, last.Id],
                },
                cancellationToken
            )
            : 0;
        return TypedResults.Accepted(
            $"{ApiSecurity.ApiRoot}/orders?status=error",
            new ReleasedOrders(
                released.Count,
                left,
                left == 0 ? null : Cursor.Of(until, batch[^1].UpdatedAt, batch[^1].Id)
            )
            {
                LeftOut = batch.Count - released.Count,
                LeftOutBecause = batch.Count > released.Count ? ReleasedOrders.Why : null,
            }
        );
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReleaseAsync(
        [Description("The order's id.")] Guid id,
        [Description("duplicate-risk: send it although the warehouse may have it already.")] string? confirm,
        ClaimsPrincipal user,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    )
    {
        if (confirm is not (null or DuplicateRisk))
        {
            return Problems.BadRequest($"Set confirm to {DuplicateRisk}, or leave it out.");
        }

        var release = new ReleaseOrder
        {
            OrderId = id,
            By = user.Identity?.Name,
            ConfirmsDuplicateRisk = confirm is not null,
        };
        switch (await orders.FindAsync(id.ToString("D"), cancellationToken))
        {
            case null:
                return NoOrder(id);
            case { CurrentState: OrderStatus.Error, RequiresManualRelease: true } when confirm is null:
                // The release only has the warehouse look again; the order goes on by itself if it is there.
                await bus.PublishAsync(release, cancellationToken);
                return Problems.Conflict(
                    $"The warehouse may have the order already: it is being looked for there once more, and goes on by itself if it is found. To send it although it may then ship twice, release it with ?confirm={DuplicateRisk}."
                );
            case { CurrentState: OrderStatus.Error }:
                await bus.PublishAsync(release, cancellationToken);
                return TypedResults.Accepted($"{ApiSecurity.ApiRoot}/orders/{id}");
            case var order:
                return Problems.Conflict(
                    $"The order is {order.CurrentState}, not on hold: only a held order can be released."
                );
        }
    }

    private static ProblemHttpResult NoOrder(Guid id) =>
        Problems.NotFound($"There is no order {id} here: find it by its number, with ?number=.");
}

/// <summary>How far a release of all orders on hold has come.</summary>
public sealed record ReleasedOrders(
    [property: Description("How many were released now: those that have been on hold longest.")] int Released,
    [property: Description("How many are still to be released, up to 100,000.")] int Left,
    [property: Description("The cursor with which to release them; null if none is left.")] string? Next
)
{
    internal const string Why =
        "They may be at the warehouse already, or differ from what it shipped: look at each, and release it by itself.";

    [Description("How many of this page were left out.")]
    public int LeftOut { get; init; }

    [Description("Why; null if none was left out.")]
    public string? LeftOutBecause { get; init; }
}

/// <summary>An order as people see it: no addresses, no prices.</summary>
public sealed record OrderView
{
    public required Guid OrderId { get; init; }
    public required string OrderNumber { get; init; }
    public required string Merchant { get; init; }
    public required string Connection { get; init; }
    public required string Status { get; init; }

    [Description("Why it is on hold, skipped or canceled.")]
    public string? Reason { get; init; }
    public string? Note { get; init; }

    [Description("In what the cart, the warehouse and the hub differ, as far as nobody has accepted it.")]
    public IReadOnlyList<string> Exceptions { get; init; } = [];

    [Description("The delivery's cust_ref at the warehouse.")]
    public string? Reference { get; init; }
    public string? WarehouseNumber { get; init; }
    public IReadOnlyList<string> TrackingNumbers { get; init; } = [];

    [Description("The deliveries before the latest one, and how each ended.")]
    public IReadOnlyList<EarlierDelivery> EarlierDeliveries { get; init; } = [];
    public required DateTimeOffset UpdatedAt { get; init; }

    [Description("The trace of everything that happened to the order, for Seq.")]
    public string? TraceId { get; init; }
    public required IReadOnlyList<OrderEvent> History { get; init; }

    public static OrderView Of(OrderState order) =>
        new()
        {
            OrderId = order.CorrelationId,
            OrderNumber = order.OrderNumber,
            Merchant = order.Merchant,
            Connection = order.Connection,
            Status = order.CurrentState,
            Reason = order.Reason,
            Note = order is { Note: { } own, WarehouseNote: { } theirs }
                ? $"{own} {theirs}"
                : order.Note ?? order.WarehouseNote,
            Exceptions = OrderExceptions.Open(order),
            Reference = order.Delivery?.Reference,
            WarehouseNumber = order.WarehouseNumber,
            TrackingNumbers =
            [
                .. order
                    .Shipments.SelectMany(s => s.Command.OtherTrackingNumbers.Prepend(s.Command.TrackingNumber))
                    .OfType<string>(),
            ],
            EarlierDeliveries =
            [
                .. order.EarlierDeliveries.Select(e => new EarlierDelivery(
                    e.Command.Reference,
                    e.WarehouseNumber,
                    e.End
                )),
            ],
            UpdatedAt = order.UpdatedAt,
            TraceId = order.TraceId,
            History = order.History,
        };
}

/// <summary>A delivery before the latest one.</summary>
public sealed record EarlierDelivery(
    [property: Description("Its cust_ref at the warehouse.")] string Reference,
    string? WarehouseNumber,
    [property: Description("How it ended; null if it turned up at the warehouse after all.")] string? End
);
