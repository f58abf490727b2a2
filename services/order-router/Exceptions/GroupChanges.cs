using System.ComponentModel;
using System.Text.Json.Serialization;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Api;
using Crossdock.Platform.Settings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>What people do with a group: assign, comment, snooze, resolve.</summary>
internal static class GroupChanges
{
    public const string Nobody = "nobody";
    private const string Me = "me";
    private const int MaxName = 100;
    private const int MaxText = 2000;
    private const int MaxComments = 200;

    public static void MapGroupChanges(this IEndpointRouteBuilder exceptions)
    {
        exceptions
            .MapPost("/{id:guid}/assign", AssignAsync)
            .For(Role.Operate)
            .Describe("exceptions.assign", "Says who has a group: a name, me, or nobody.", 404, 412);
        exceptions
            .MapPost("/{id:guid}/comment", CommentAsync)
            .For(Role.Operate)
            .Describe("exceptions.comment", "Adds a comment to a group.", 404, 409, 412);
        exceptions
            .MapPost("/{id:guid}/snooze", SnoozeAsync)
            .For(Role.Operate)
            .Describe(
                "exceptions.snooze",
                "Keeps a group quiet until a time, or until more than a number wait.",
                404,
                409,
                412
            );
        exceptions
            .MapPost("/{id:guid}/resolve", ResolveAsync)
            .For(Role.Operate)
            .Describe(
                "exceptions.resolve",
                "Says that the cause is fixed. If something goes on hold for it again, or still waits an hour later, the group comes back as regressed.",
                404,
                412
            );
    }

    private static Task<Results<Ok<ExceptionView>, ProblemHttpResult>> AssignAsync(
        [AsParameters] GroupRequest request,
        AssignBody body
    ) =>
        body.Assignee is { Length: 0 or > MaxName }
            ? Refuse($"Set assignee to a name of at most {MaxName} characters, to {Me}, or to {Nobody}.")
            : request.ChangeAsync(
                (group, by, now) =>
                    GroupRules.Assign(
                        group,
                        body.Assignee switch
                        {
                            null or Nobody => null,
                            Me => by,
                            var name => name,
                        },
                        by,
                        now
                    )
            );

    private static Task<Results<Ok<ExceptionView>, ProblemHttpResult>> CommentAsync(
        [AsParameters] GroupRequest request,
        CommentBody body
    ) =>
        string.IsNullOrWhiteSpace(body.Text) || body.Text.Length > MaxText
            ? Refuse($"Set text to a comment of at most {MaxText} characters.")
            : request.ChangeAsync(
                (group, by, now) =>
                {
                    if (group.Comments.Count >= MaxComments)
                    {
                        throw new RefusedException($"The group has {MaxComments} comments already: it takes no more.");
                    }

                    return GroupRules.Comment(group, body.Text, by, now);
                }
            );

    private static Task<Results<Ok<ExceptionView>, ProblemHttpResult>> SnoozeAsync(
        [AsParameters] GroupRequest request,
        SnoozeBody body
    ) =>
        (body.Until is null) == (body.UntilCount is null) ? Refuse("Set either until or untilCount.")
        : body.Until <= request.Time.GetUtcNow() ? Refuse("Set until to a time that is not over.")
        : body.UntilCount < 1 ? Refuse("Set untilCount to 1 or more.")
        : request.ChangeAsync(
            (group, by, now) =>
                group.State == GroupState.Resolved
                    ? throw new RefusedException("The group is resolved: only one that waits can be snoozed.")
                    : GroupRules.Snooze(group, body.Until, body.UntilCount, by, now)
        );

    private static Task<Results<Ok<ExceptionView>, ProblemHttpResult>> ResolveAsync(
        [AsParameters] GroupRequest request
    ) => request.ChangeAsync(GroupRules.Resolve);

    private static Task<Results<Ok<ExceptionView>, ProblemHttpResult>> Refuse(string detail) =>
        Task.FromResult<Results<Ok<ExceptionView>, ProblemHttpResult>>(Problems.BadRequest(detail));
}

/// <summary>Who has a group from now on.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AssignBody(
    [property: Description("A name; me for the name of the key; nobody, or left out, for nobody.")] string? Assignee
);

/// <summary>How long a group is quiet; one of the two.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SnoozeBody(
    [property: Description("Until this time.")] DateTimeOffset? Until,
    [property: Description("Until more than this wait.")] int? UntilCount
);
