using System.ComponentModel;
using Crossdock.Platform.Api;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Finds orders, lists those in a status, and releases those on hold.</summary>
public static class OrderEndpoints
{
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
            .Describe("orders.release", "Tries an order on hold again.", 404, 409);
        api.MapPost("/orders/release", ReleaseAllAsync)
            .For(Role.Operate)
            .Describe(
                "orders.releaseAll",
                "Tries the orders on hold again, page by page, those first that have been on hold longest."
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
        await Parallel.ForEachAsync(
            batch,
            new ParallelOptions { MaxDegreeOfParallelism = MaxPublishing, CancellationToken = cancellationToken },
            async (order, token) => await bus.PublishAsync(new ReleaseOrder { OrderId = order.CorrelationId }, token)
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
                batch.Count,
                left,
                left == 0 ? null : Cursor.Of(until, batch[^1].UpdatedAt, batch[^1].Id)
            )
        );
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReleaseAsync(
        [Description("The order's id.")] Guid id,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    )
    {
        switch (await orders.FindAsync(id.ToString("D"), cancellationToken))
        {
            case null:
                return NoOrder(id);
            case { CurrentState: OrderStatus.Error }:
                await bus.PublishAsync(new ReleaseOrder { OrderId = id }, cancellationToken);
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
);

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

    [Description("The delivery's cust_ref at the warehouse.")]
    public string? Reference { get; init; }
    public string? WarehouseNumber { get; init; }
    public IReadOnlyList<string> TrackingNumbers { get; init; } = [];
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
            Reference = order.Delivery?.Reference,
            WarehouseNumber = order.WarehouseNumber,
            TrackingNumbers = [.. order.Shipments.Select(s => s.Command.TrackingNumber)],
            UpdatedAt = order.UpdatedAt,
            TraceId = order.TraceId,
            History = order.History,
        };
}
