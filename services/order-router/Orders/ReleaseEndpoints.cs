using System.ComponentModel;
using System.Security.Claims;
using Crossdock.Adapters;
using Crossdock.Platform.Api;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Releases orders on hold, one or all.</summary>
public static class ReleaseEndpoints
{
    private const string DuplicateRisk = "duplicate-risk";
    private const int MaxPublishing = 16;
    private const int MaxCounted = 100_000;

    internal static void MapReleases(this IEndpointRouteBuilder api)
    {
        api.MapPost("/orders/{id:guid}/release", ReleaseAsync)
            .For(Role.Operate)
            .Describe(
                "orders.release",
                "Tries an order on hold again, and accepts in what its parcels differ from it. One that may be at the warehouse is looked for there instead, and refused without confirm=duplicate-risk.",
                404,
                409,
                412
            );
        api.MapPost("/orders/release", ReleaseAllAsync)
            .For(Role.Operate)
            .Describe(
                "orders.releaseAll",
                "Tries the orders on hold again, page by page, those first that have been on hold longest. Leaves out those that may be at the warehouse, or differ from what it shipped."
            );
    }

    /// <exception cref="SettingException">It is something else.</exception>
    internal static bool ConfirmsDuplicateRisk(string? confirm) =>
        confirm switch
        {
            null => false,
            DuplicateRisk => true,
            _ => throw new SettingException("confirm", "is something else", $"set {DuplicateRisk}, or leave it out"),
        };

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
        [FromHeader(Name = "If-Match"), Description(OrderVersion.IfMatch)] string? ifMatch,
        ClaimsPrincipal user,
        IDocuments<OrderState> orders,
        IBus bus,
        CancellationToken cancellationToken
    )
    {
        var release = new ReleaseOrder
        {
            OrderId = id,
            By = user.Identity?.Name,
            ConfirmsDuplicateRisk = ConfirmsDuplicateRisk(confirm),
        };
        var expected = OrderVersion.Read(ifMatch);
        switch (await orders.FindAsync(id.ToString("D"), cancellationToken))
        {
            case null:
                return OrderEndpoints.NoOrder(id);
            case var order when expected is { } version && version != order.HistoryVersion:
                return OrderVersion.MovedOn(order);
            case { CurrentState: OrderStatus.Error, RequiresManualRelease: true } when confirm is null:
                // The release only has the warehouse look again; the order continues automatically if it is there.
                await bus.PublishAsync(release, cancellationToken);
                return Problems.Conflict(
                    $"The warehouse may have the order already: it is being looked for there once more, and continues automatically if it is found. To send it although it may then ship twice, release it with ?confirm={DuplicateRisk}."
                );
            case { CurrentState: OrderStatus.Error }:
                await bus.PublishAsync(release, cancellationToken);
                return TypedResults.Accepted($"{ApiSecurity.ApiRoot}/orders/{id}");
            case var order:
                return Problems.Conflict(
                    $"The order is {order.CurrentState}, not on hold: only an order on hold can be released."
                );
        }
    }
}

/// <summary>How far a release of all orders on hold has come.</summary>
public sealed record ReleasedOrders(
    [property: Description("How many were released now: those that have been on hold longest.")] int Released,
    [property: Description("How many are still to be released, up to 100,000.")] int Left,
    [property: Description("The cursor with which to release them; null if none is left.")] string? Next
)
{
    internal const string Why =
        "They may be at the warehouse already, or differ from what it shipped: look at each, and release it alone.";

    [Description("How many of this page were left out.")]
    public int LeftOut { get; init; }

    [Description("Why; null if none was left out.")]
    public string? LeftOutBecause { get; init; }
}
