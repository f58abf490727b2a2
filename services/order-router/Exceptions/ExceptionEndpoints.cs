using System.ComponentModel;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>The list of what waits for a person.</summary>
internal static class ExceptionEndpoints
{
    public const string IdOfGroup = "The group's id.";
    private const string All = "all";

    public static void MapExceptions(this IEndpointRouteBuilder api)
    {
        var exceptions = api.MapGroup("/exceptions");
        exceptions
            .MapGet("", ListAsync)
            .For(Role.Read)
            .Describe("exceptions.list", "Lists what waits for a person, grouped by cause, longest waiting first.");
        exceptions
            .MapGet("/{id:guid}", FindAsync)
            .For(Role.Read)
            .Describe("exceptions.get", "Shows a group with its comments and history.", 404);
        exceptions
            .MapGet("/{id:guid}/orders", OrdersAsync)
            .For(Role.Read)
            .Describe("exceptions.orders", "Lists the orders of a group, longest waiting first.", 404);
        exceptions.MapGroupChanges();
        exceptions.MapGroupRelease();
    }

    public static ProblemHttpResult NoGroup(Guid id) =>
        Problems.NotFound($"There is no exception {id} here: see the list for the ones there are.");

    private static async Task<Results<Ok<Page<ExceptionView>>, ProblemHttpResult>> ListAsync(
        [Description("open (where it is left out), snoozed, resolved or all.")] string? state,
        [Description("A kind of cause: lists only groups of it.")] string? kind,
        [Description("Whose: lists only groups of this merchant.")] string? merchant,
        [Description("Where: lists only groups at this connection.")] string? connection,
        [Description("Who has them; nobody for those that nobody has.")] string? assignee,
        [AsParameters] PageRequest page,
        IDocuments<ExceptionGroup> groups,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        state ??= GroupState.Open;
        if (state != All && !GroupState.All.Contains(state))
        {
            return Problems.BadRequest($"Set state to {string.Join(", ", GroupState.All)} or {All}.");
        }

        var query = state == All ? ExceptionGroup.ByFirst.Where() : ExceptionGroup.ByState.Where(state);
        var now = time.GetUtcNow();
        return TypedResults.Ok(
            await page.ReadAsync(groups, query, IsWanted, group => ExceptionView.Of(group, now), cancellationToken)
        );

        bool IsWanted(ExceptionGroup group) =>
            (kind is null || group.Cause.Kind == kind)
            && (merchant is null || group.Cause.Merchant == merchant)
            && (connection is null || group.Cause.Connection == connection)
            && (assignee is null || (group.Assignee ?? GroupChanges.Nobody) == assignee);
    }

    private static async Task<Results<Ok<ExceptionView>, ProblemHttpResult>> FindAsync(
        [Description(IdOfGroup)] Guid id,
        IDocuments<ExceptionGroup> groups,
        TimeProvider time,
        CancellationToken cancellationToken
    ) =>
        await groups.FindAsync(id.ToString("D"), cancellationToken) is { } group
            ? TypedResults.Ok(ExceptionView.WithHistory(group, time.GetUtcNow()))
            : NoGroup(id);

    private static async Task<Results<Ok<Page<OrderView>>, ProblemHttpResult>> OrdersAsync(
        [Description(IdOfGroup)] Guid id,
        [AsParameters] PageRequest page,
        IDocuments<ExceptionGroup> groups,
        IDocuments<OrderState> orders,
        FurtherCauses further,
        CancellationToken cancellationToken
    )
    {
        if (await groups.FindAsync(id.ToString("D"), cancellationToken) is not { } group)
        {
            return NoGroup(id);
        }

        // First those that nothing else holds, or that nothing else held before; then those that it holds beside another cause.
        var position = page.Position(typeof(DateTimeOffset), typeof(string)) ?? [];
        var isAtFurther = position is [_, string last] && last.Contains(FurtherCause.Separator);
        var shown = new List<OrderView>();
        if (!isAtFurther)
        {
            var query = OrderState.ByCause.Where(group.Id);
            var first = await page.ReadAsync(orders, query, order => OrderView.Of(order), cancellationToken);
            if (first.Next is not null)
            {
                return TypedResults.Ok(first);
            }

            shown.AddRange(first.Items);
        }

        var next = Cursor.Of(DateTimeOffset.MinValue, $"{FurtherCause.Separator}");
        await foreach (var (one, order) in further.OfAsync(group.Id, isAtFurther ? position : [], cancellationToken))
        {
            if (shown.Count == page.Size)
            {
                return TypedResults.Ok(page.Of(shown, next));
            }

            shown.Add(OrderView.Of(order));
            next = Cursor.Of(one.Since, one.Id);
        }

        return TypedResults.Ok(page.Of(shown, null));
    }
}
