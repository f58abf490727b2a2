using Crossdock.Platform.Api;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Finds orders, lists those in a status, and releases those on hold.</summary>
public static class OrderEndpoints
{
    private const int MaxListed = 100;
    private const int MaxReleased = 1000;

    public static void MapOrders(this IEndpointRouteBuilder api)
    {
        api.MapGet("/orders", ListAsync).For(Role.Read);
        api.MapGet("/orders/{id:guid}", FindAsync).For(Role.Read);
        api.MapPost("/orders/{id:guid}/release", ReleaseAsync).For(Role.Operate);
        api.MapPost("/orders/release", ReleaseAllAsync).For(Role.Operate);
    }

    /// <summary><c>?number=</c> finds orders by their full number; <c>?status=</c> lists a status, latest change first.</summary>
    private static async Task<Results<Ok<List<OrderView>>, ProblemHttpResult>> ListAsync(
        string? number,
        string? status,
        int? limit,
        IDocuments<OrderState> orders,
        CancellationToken cancellationToken
    )
    {
        if (limit is < 1 or > MaxListed)
        {
            return Problems.BadRequest($"Set limit to a number from 1 to {MaxListed}.");
        }

        var query = (number, status) switch
        {
            ({ Length: > 0 }, _) => OrderState.ByNumber.Where(number),
            (_, { Length: > 0 }) when OrderStatus.StateOf(status) is { } state => OrderState
                .ByStatus.Where(state)
                .Backwards(),
            _ => null,
        };
        if (query is null)
        {
            return Problems.BadRequest($"Set ?number=, or ?status= to one of {string.Join(", ", OrderStatus.All)}.");
        }

        var found = await orders.QueryAsync(query.Take(limit ?? MaxListed), cancellationToken);
        return TypedResults.Ok(found.Select(OrderView.Of).ToList());
    }

    private static async Task<Results<Ok<OrderView>, ProblemHttpResult>> FindAsync(
        Guid id,
        IDocuments<OrderState> orders,
        CancellationToken cancellationToken
    ) =>
        await orders.FindAsync(id.ToString("D"), cancellationToken) is { } order
            ? TypedResults.Ok(OrderView.Of(order))
            : NoOrder(id);

    /// <summary>Retries every order on hold, after a common cause was fixed; an order with another cause goes on hold again.</summary>
    private static async Task<Accepted<ReleasedOrders>> ReleaseAllAsync(
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    )
    {
        var held = await orders.QueryAsync(
            OrderState.ByStatus.Where(nameof(OrderStateMachine.Error)).Take(MaxReleased),
            cancellationToken
        );
        foreach (var order in held)
        {
            await bus.PublishAsync(new ReleaseOrder { OrderId = order.CorrelationId }, cancellationToken);
        }

        return TypedResults.Accepted($"{ApiSecurity.ApiRoot}/orders?status=error", new ReleasedOrders(held.Count));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> ReleaseAsync(
        Guid id,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    )
    {
        switch (await orders.FindAsync(id.ToString("D"), cancellationToken))
        {
            case null:
                return NoOrder(id);
            case { CurrentState: nameof(OrderStateMachine.Error) }:
                await bus.PublishAsync(new ReleaseOrder { OrderId = id }, cancellationToken);
                return TypedResults.Accepted($"{ApiSecurity.ApiRoot}/orders/{id}");
            case var order:
                return Problems.Conflict(
                    $"The order is {OrderStatus.Of(order.CurrentState)}, not on hold: only a held order can be released."
                );
        }
    }

    private static ProblemHttpResult NoOrder(Guid id) =>
        Problems.NotFound($"There is no order {id} here: find it by its number, with ?number=.");
}

/// <summary>How many orders were released: at most 1,000 at a time, those that have been on hold longest.</summary>
public sealed record ReleasedOrders(int Released);

/// <summary>An order as people see it: no addresses, no prices.</summary>
public sealed record OrderView
{
    public required Guid OrderId { get; init; }
    public required string OrderNumber { get; init; }
    public required string Merchant { get; init; }
    public required string Connection { get; init; }
    public required string Status { get; init; }

    /// <summary>Why it is on hold, skipped or canceled.</summary>
    public string? Reason { get; init; }
    public string? Note { get; init; }

    /// <summary>The delivery's <c>cust_ref</c> at the warehouse.</summary>
    public string? Reference { get; init; }
    public string? WarehouseNumber { get; init; }
    public IReadOnlyList<string> TrackingNumbers { get; init; } = [];
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The trace of everything that happened to the order, for Seq.</summary>
    public string? TraceId { get; init; }
    public required IReadOnlyList<OrderEvent> History { get; init; }

    public static OrderView Of(OrderState order) =>
        new()
        {
            OrderId = order.CorrelationId,
            OrderNumber = order.OrderNumber,
            Merchant = order.Merchant,
            Connection = order.Connection,
            Status = OrderStatus.Of(order.CurrentState),
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
