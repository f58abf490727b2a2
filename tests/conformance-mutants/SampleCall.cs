using System.Runtime.ExceptionServices;
using Crossdock.Adapters;

namespace Crossdock.Conformance.Mutants;

/// <summary>A call of the sample systems: they answer a write with the thing written or with an error, in JSON.</summary>
internal sealed class SampleCall(TimeSpan timeout, TimeProvider time, SampleFlaws flaws, params string[] documents)
    : ExternalCall("Sample", flaws.NoTimeout ? Timeout.InfiniteTimeSpan : timeout, time)
{
    protected override int MaxBytes => flaws.NoBound ? int.MaxValue : base.MaxBytes;

    protected override bool IsOwnAnswer(ExternalAnswer answer) =>
        flaws.TrustsAnyStatus
        || answer.JsonObject() is { } json && documents.Append("error").Any(name => json.TryGetProperty(name, out _));

    protected override string? ErrorText(ExternalAnswer answer) =>
        answer.JsonObject() is { } json && json.TryGetProperty("error", out var words) ? words.GetString() : null;

    protected override ConnectionProblemException? ProblemOf(ExternalAnswer answer)
    {
        if (flaws.TrustsAny404 && (int)answer.Status == 404)
        {
            return null;
        }

        // What is not there, is too late or refused, the caller judges.
        if (IsOwnAnswer(answer) && (int)answer.Status is 404 or 409 or 422 && ErrorText(answer) is not null)
        {
            return null;
        }

        var problem = base.ProblemOf(answer);
        return problem is { RetryAt: not null } && flaws.NoRetryAt ? new(problem.Problem, problem.Message) : problem;
    }
}

/// <summary>What can be wrong with a call.</summary>
internal sealed record SampleFlaws
{
    public bool NoTimeout { get; init; }
    public bool NoBound { get; init; }
    public bool NoRetryAt { get; init; }
    public bool TrustsAnyStatus { get; init; }
    public bool TrustsAny404 { get; init; }
    public bool LetsExceptionsThrough { get; init; }
    public bool TakesGivingUpForOutage { get; init; }
    public string? SecretInMessage { get; init; }
}

/// <summary>Around the call: flaws that its base class does not let anybody have.</summary>
internal sealed class FlawHandler(SampleFlaws flaws) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (ConnectionProblemException e)
            when (flaws.LetsExceptionsThrough && e.InnerException is InvalidDataException inner)
        {
            ExceptionDispatchInfo.Throw(inner);
            throw;
        }
        catch (ConnectionProblemException e) when (flaws.SecretInMessage is not null)
        {
            throw new ConnectionProblemException(e.Problem, $"{e.Message} (key {flaws.SecretInMessage})", e);
        }
        catch (OperationCanceledException e) when (flaws.TakesGivingUpForOutage)
        {
            throw new ConnectionProblemException(ConnectionProblem.Down, "Sample did not answer in time", e);
        }
    }
}
