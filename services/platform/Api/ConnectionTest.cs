using Crossdock.Adapters;

namespace Crossdock.Platform.Api;

/// <summary>Result of <em>Test Connection</em>: how far the call got, and what to do if it failed.</summary>
/// <param name="Ok">True if all three steps succeeded.</param>
/// <param name="Reached">The expected kind of system answered at the address; null if unknown.</param>
/// <param name="SignedIn">It accepted the credentials; null if unknown.</param>
/// <param name="Read">A harmless read succeeded; null if unknown.</param>
/// <param name="Message">One sentence for a person.</param>
public sealed record ConnectionTest(bool Ok, bool? Reached, bool? SignedIn, bool? Read, string Message)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(45);

    internal static async Task<ConnectionTest> RunAsync(IExternalSystem external, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        try
        {
            return new(true, true, true, true, await external.TestAsync(timeout.Token));
        }
        catch (ConnectionProblemException problem)
        {
            return Of(problem);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(
                false,
                null,
                null,
                null,
                $"There was no answer within {Timeout.TotalSeconds} s: try again; if that does not help, ask the system's operator."
            );
        }
    }

    /// <summary>Each problem tells which of the three steps failed.</summary>
    public static ConnectionTest Of(ConnectionProblemException problem) =>
        problem.Problem switch
        {
            ConnectionProblem.Unreachable or ConnectionProblem.WrongAddress => new(
                false,
                false,
                null,
                null,
                problem.Message
            ),
            ConnectionProblem.Credentials => new(false, true, false, null, problem.Message),
            ConnectionProblem.Refused => new(false, true, true, false, problem.Message),
            _ => new(false, true, null, null, problem.Message),
        };
}
