using System.ComponentModel;
using System.Security.Claims;
using System.Text.Json.Serialization;
using Crossdock.Adapters;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Platform.Api;

/// <summary><c>/api/v1/failed-messages</c>: what no consumer of this service could handle, grouped by its exception.</summary>
internal static class FailedMessageEndpoints
{
    private const int MaxReason = 500;

    public static void MapFailedMessages(this IEndpointRouteBuilder api)
    {
        var failed = api.MapGroup("/failed-messages");
        failed
            .MapGet("", ListAsync)
            .For(Role.Read)
            .Describe(
                "failedMessages.list",
                "Lists the failed messages of this service, grouped by queue, message and exception; the first 1,000 of each queue."
            );
        failed
            .MapGet("/{group}", FindAsync)
            .For(Role.Read)
            .Describe("failedMessages.get", "Lists the messages of a group.", 404);
        failed
            .MapPost("/{group}/replay", ReplayAsync)
            .For(Role.Operate)
            .Describe(
                "failedMessages.replay",
                "Gives the messages of a group, or one of them, to their consumer again.",
                404
            );
        failed
            .MapPost("/{group}/discard", DiscardAsync)
            .For(Role.Operate)
            .Describe(
                "failedMessages.discard",
                "Takes the messages of a group, or one of them, out of the error queue; they are kept and can be recovered.",
                404
            );
        var discarded = api.MapGroup("/discarded-messages");
        discarded
            .MapGet("", ListDiscardedAsync)
            .For(Role.Read)
            .Describe("discardedMessages.list", "Lists the discarded messages of this service, latest first.");
        discarded
            .MapPost("/{id}/recover", RecoverAsync)
            .For(Role.Operate)
            .Describe("discardedMessages.recover", "Gives a discarded message to its consumer after all.", 404, 409);
    }

    private static async Task<Ok<Page<FailedMessageGroup>>> ListAsync(
        [AsParameters] PageRequest page,
        FailedMessages messages,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            page.Of(
                (await GroupsAsync(messages, cancellationToken))
                    .Select(FailedMessageGroup.Of)
                    .OrderBy(one => one.Id, StringComparer.Ordinal),
                group => group.Id
            )
        );

    private static async Task<Results<Ok<Page<FailedMessage>>, ProblemHttpResult>> FindAsync(
        [Description("The group's id.")] string group,
        [AsParameters] PageRequest page,
        FailedMessages messages,
        CancellationToken cancellationToken
    ) =>
        await GroupAsync(group, messages, cancellationToken) is { } found
            ? TypedResults.Ok(page.Of(found.OrderBy(one => one.Id, StringComparer.Ordinal), one => one.Id))
            : NoGroup(group);

    private static async Task<Results<Ok<MovedMessages>, ProblemHttpResult>> ReplayAsync(
        [Description("The group's id.")] string group,
        [Description("One message of it; all where it is left out.")] string? message,
        FailedMessages messages,
        CancellationToken cancellationToken
    ) =>
        await GroupAsync(group, messages, cancellationToken) is { } found
            ? TypedResults.Ok(
                new MovedMessages(
                    await messages.ReplayAsync(found[0].Queue, one => IsChosen(one, group, message), cancellationToken)
                )
            )
            : NoGroup(group);

    private static async Task<Results<Ok<MovedMessages>, ProblemHttpResult>> DiscardAsync(
        [Description("The group's id.")] string group,
        [Description("One message of it; all where it is left out.")] string? message,
        DiscardBody body,
        ClaimsPrincipal user,
        FailedMessages messages,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > MaxReason)
        {
            throw new SettingException(
                "reason",
                "is missing or too long",
                $"say why, in at most {MaxReason} characters"
            );
        }

        return await GroupAsync(group, messages, cancellationToken) is { } found
            ? TypedResults.Ok(
                new MovedMessages(
                    await messages.DiscardAsync(
                        found[0].Queue,
                        one => IsChosen(one, group, message),
                        user.Identity?.Name ?? "",
                        body.Reason,
                        cancellationToken
                    )
                )
            )
            : NoGroup(group);
    }

    private static async Task<Ok<Page<DiscardedView>>> ListDiscardedAsync(
        [AsParameters] PageRequest page,
        IDocuments<DiscardedMessage> discarded,
        CancellationToken cancellationToken
    ) =>
        TypedResults.Ok(
            await page.ReadAsync(
                discarded,
                DiscardedMessage.ByTime.Where().Backwards(),
                DiscardedView.Of,
                cancellationToken
            )
        );

    private static async Task<Results<NoContent, ProblemHttpResult>> RecoverAsync(
        [Description("The discarded message's id.")] string id,
        IDocuments<DiscardedMessage> discarded,
        FailedMessages messages,
        CancellationToken cancellationToken
    )
    {
        if (await discarded.FindAsync(id, cancellationToken) is not { } message)
        {
            return Problems.NotFound($"There is no discarded message {id} here: see the list for the ones there are.");
        }

        await messages.RecoverAsync(message, cancellationToken);
        return TypedResults.NoContent();
    }

    private static bool IsChosen(FailedMessage one, string group, string? message) =>
        one.GroupId() == group && (message is null || one.Id == message);

    private static async Task<IEnumerable<IGrouping<string, FailedMessage>>> GroupsAsync(
        FailedMessages messages,
        CancellationToken cancellationToken
    )
    {
        var all = new List<FailedMessage>();
        foreach (var queue in messages.Queues)
        {
            all.AddRange(await messages.ReadAsync(queue, cancellationToken));
        }

        return all.GroupBy(one => one.GroupId(), StringComparer.Ordinal);
    }

    private static async Task<List<FailedMessage>?> GroupAsync(
        string group,
        FailedMessages messages,
        CancellationToken cancellationToken
    ) => (await GroupsAsync(messages, cancellationToken)).FirstOrDefault(one => one.Key == group)?.ToList();

    private static ProblemHttpResult NoGroup(string group) =>
        Problems.NotFound($"There is no group {group} of failed messages here: see the list for the ones there are.");
}

/// <summary>Messages that failed in the same way.</summary>
internal sealed record FailedMessageGroup(
    string Id,
    [property: Description("The error queue that they lie in.")] string Queue,
    [property: Description("What they are; null if they cannot be read.")] string? MessageType,
    [property: Description("The type of the exception; null if nothing consumes them.")] string? Exception,
    [property: Description("What the exception says, of one of them.")] string? Reason,
    int Count,
    DateTimeOffset? FirstAt,
    DateTimeOffset? LastAt
)
{
    public static FailedMessageGroup Of(IGrouping<string, FailedMessage> group)
    {
        var first = group.First();
        return new(
            group.Key,
            first.Queue,
            first.MessageType,
            first.Exception,
            first.Reason,
            group.Count(),
            group.Min(one => one.FailedAt),
            group.Max(one => one.FailedAt)
        );
    }
}

/// <summary>How many messages have left the error queue.</summary>
internal sealed record MovedMessages(int Moved);

/// <summary>Why messages are discarded.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DiscardBody([property: Description("At most 500 characters.")] string? Reason);

/// <summary>A discarded message, without its body.</summary>
internal sealed record DiscardedView(
    string Id,
    FailedMessage Message,
    DateTimeOffset At,
    string By,
    string Reason,
    DateTimeOffset? RecoveredAt
)
{
    public static DiscardedView Of(DiscardedMessage message) =>
        new(message.Id, message.Message, message.At, message.By, message.Reason, message.RecoveredAt);
}
