using System.ComponentModel;
using System.Security.Claims;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Routes;
using Crossdock.Platform.Api;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>Releases the orders of a group, page by page: shows what would happen to each, or what has.</summary>
internal static class GroupRelease
{
    private const int MaxPublishing = 16;
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static void MapGroupRelease(this IEndpointRouteBuilder exceptions) =>
        exceptions
            .MapPost("/{id:guid}/release", ReleaseAsync)
            .For(Role.Operate)
            .Describe(
                "exceptions.release",
                "Tries the orders of a group again, page by page, those first that wait longest; with preview=true only shows what would happen to each. Leaves out those that may be at the warehouse, or differ from what it shipped; one with several causes says what else holds it.",
                404
            );

    private static async Task<Results<Ok<GroupReleaseResult>, ProblemHttpResult>> ReleaseAsync(
        [Description(ExceptionEndpoints.IdOfGroup)] Guid id,
        [Description("true: shows what would happen, and changes nothing.")] bool? preview,
        [AsParameters] PageRequest page,
        ClaimsPrincipal user,
        [AsParameters] ReleaseServices services,
        CancellationToken cancellationToken
    )
    {
        if (await services.Groups.FindAsync(id.ToString("D"), cancellationToken) is not { } group)
        {
            return ExceptionEndpoints.NoGroup(id);
        }

        var position = page.Position(typeof(DateTimeOffset), typeof(DateTimeOffset), typeof(string)) ?? [];
        // One that goes on hold again meanwhile belongs to the next release, so that the pages come to an end.
        var until = position is [DateTimeOffset began, ..] ? began : services.Time.GetUtcNow();
        var waiting = await WaitingOrders.ReadAsync(
            group.Id,
            until,
            [.. position.Skip(1)],
            page.Size,
            services,
            cancellationToken
        );
        var orders = waiting.Orders;
        await services.Routes.RefreshAsync(cancellationToken);
        var release = new ReleaseOrder
        {
            OrderId = Guid.Empty,
            By = user.Identity?.Name,
            IsBulk = true,
        };
        var expected = orders
            .Select(order => ReleasePreview.Of(order, group.Cause, services.Decisions, release))
            .ToList();
        var results =
            preview == true ? expected : await PublishAsync(orders, expected, release, services, cancellationToken);
        return TypedResults.Ok(
            new GroupReleaseResult(
                preview == true,
                results,
                waiting.Left,
                waiting.Next is (var since, var last) ? Cursor.Of(until, since, last) : null
            )
        );
    }

    private static async Task<IReadOnlyList<OrderRelease>> PublishAsync(
        IReadOnlyList<OrderState> orders,
        List<OrderRelease> expected,
        ReleaseOrder release,
        ReleaseServices services,
        CancellationToken cancellationToken
    )
    {
        var released = orders.Where((_, i) => expected[i].Outcome != ReleaseOutcome.LeftOut).ToList();
        var until = services.Time.GetUtcNow() + MaxWait;
        await Parallel.ForEachAsync(
            released,
            new ParallelOptions { MaxDegreeOfParallelism = MaxPublishing, CancellationToken = cancellationToken },
            async (order, token) =>
                await services.Bus.PublishAsync(release with { OrderId = order.CorrelationId }, token)
        );
        var results = expected.ToDictionary(one => one.OrderId);
        foreach (var order in released)
        {
            results[order.CorrelationId] = await ResultAsync(order, until, services, cancellationToken);
        }

        return [.. orders.Select(order => results[order.CorrelationId])];
    }

    /// <summary>What has become of the order: the saga saves it again, whatever it decides.</summary>
    private static async Task<OrderRelease> ResultAsync(
        OrderState before,
        DateTimeOffset until,
        ReleaseServices services,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (
                await services.Orders.FindAsync(before.Id, cancellationToken) is { } now
                && now.Version != before.Version
            )
            {
                return ReleasePreview.After(now);
            }

            if (services.Time.GetUtcNow() >= until)
            {
                return new(
                    before.CorrelationId,
                    before.OrderNumber,
                    ReleaseOutcome.Pending,
                    "It was released, and is not decided on yet: look at the order."
                );
            }

            await Task.Delay(Pause, services.Time, cancellationToken);
        }
    }
}

/// <summary>What a release works with.</summary>
internal sealed class ReleaseServices
{
    public required IDocuments<ExceptionGroup> Groups { get; init; }
    public required IDocuments<OrderState> Orders { get; init; }
    public required FurtherCauses Further { get; init; }
    public required OrderDecisions Decisions { get; init; }
    public required StoredRoutes Routes { get; init; }
    public required IBus Bus { get; init; }
    public required TimeProvider Time { get; init; }
}

/// <summary>One page of the release of a group.</summary>
internal sealed record GroupReleaseResult(
    [property: Description("True if nothing was changed.")] bool Preview,
    [property: Description("What happened to each order of the page, or would.")] IReadOnlyList<OrderRelease> Orders,
    [property: Description("How many orders follow, up to 100,000.")] int Left,
    [property: Description("The cursor with which to go on; null if none follows.")] string? Next
);

/// <summary>What a release does to one order.</summary>
internal sealed record OrderRelease(
    Guid OrderId,
    string OrderNumber,
    [property: Description(
        "released: it goes out. on_hold: it stays on hold. canceled: the cart no longer wants it. left_out: it is not tried. pending: it is not decided on yet."
    )]
        string Outcome,
    [property: Description("Where it goes, or why it does not.")] string? Detail
);

/// <summary>What becomes of a released order.</summary>
internal static class ReleaseOutcome
{
    public const string Released = "released";
    public const string OnHold = "on_hold";
    public const string Canceled = "canceled";
    public const string LeftOut = "left_out";
    public const string Pending = "pending";
}
