using System.Text.Json;

namespace Crossdock.Adapters.SystemName;

/// <summary>
/// One call. <see cref="ExternalCall"/> has the deadline, the bounds and the failures; what is left is to tell an answer of the system
/// from one of a proxy in between.
/// </summary>
internal sealed class SystemNameCall(TimeSpan timeout, TimeProvider time) : ExternalCall("SystemName", timeout, time)
{
    /// <summary>The properties that only the system's own documents have: a proxy's <c>{"message": …}</c> must not count.</summary>
    private static readonly string[] OwnProperties = ["ownDocument", "error"];

    protected override bool IsOwnAnswer(ExternalAnswer answer) =>
        answer.JsonObject() is { } json && OwnProperties.Any(name => json.TryGetProperty(name, out _));

    protected override string? ErrorText(ExternalAnswer answer) =>
        answer.JsonObject() is { } json
        && json.TryGetProperty("error", out var words)
        && words.ValueKind == JsonValueKind.String
            ? words.GetString()
            : null;

    /// <summary>
    /// What is not there, is too late or is refused, the caller judges, if the system itself has said it. A read that is answered with
    /// a page, or with half a document, has failed.
    /// </summary>
    protected override ConnectionProblemException? ProblemOf(ExternalAnswer answer) =>
        (int)answer.Status is 404 or 409 or 422 && ErrorText(answer) is not null
            ? null
            : base.ProblemOf(answer)
                ?? (
                    answer.JsonObject() is null
                        ? new(ConnectionProblem.Down, $"{System} sent an answer that is no JSON document")
                        : null
                );
}
