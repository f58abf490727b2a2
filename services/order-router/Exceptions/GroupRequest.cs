using System.ComponentModel;
using System.Globalization;
using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>A person's change of a group.</summary>
internal sealed class GroupRequest
{
    [FromRoute, Description(ExceptionEndpoints.IdOfGroup)]
    public required Guid Id { get; init; }

    [
        FromHeader(Name = "If-Match"),
        Description(
            "The version of the group that the change was decided on: if it has changed since, the answer is 412 and nothing is done."
        )
    ]
    public string? IfMatch { get; init; }
    public required HttpContext Http { get; init; }
    public required IDocuments<ExceptionGroup> Groups { get; init; }
    public required TimeProvider Time { get; init; }

    /// <summary>Changes the group, and shows it as it is then.</summary>
    /// <param name="change">Changes it, by whom and when; false if nothing is to change.</param>
    public async Task<Results<Ok<ExceptionView>, ProblemHttpResult>> ChangeAsync(
        Func<ExceptionGroup, string, DateTimeOffset, bool> change
    )
    {
        var by = Http.User.Identity?.Name ?? "";
        var now = Time.GetUtcNow();
        var isMeant = true;
        var group = await Groups.UpdateAsync(
            Id.ToString("D"),
            known => (isMeant = IsMeant(known)) && change(known, by, now),
            Http.RequestAborted
        );
        return group is null ? ExceptionEndpoints.NoGroup(Id)
            : isMeant ? TypedResults.Ok(ExceptionView.WithHistory(group, now))
            : Problems.Of(
                StatusCodes.Status412PreconditionFailed,
                $"The group has changed: it is {group.State} with version {group.Changes} now. Read it, and decide again."
            );
    }

    private bool IsMeant(ExceptionGroup group) =>
        IfMatch is null or "*" || IfMatch.Trim('"') == group.Changes.ToString(CultureInfo.InvariantCulture);
}
