using Crossdock.Adapters;

namespace Crossdock.Platform.Api;

/// <summary>What the <em>Test Connection</em> button says: how far it came, and where it stopped, what to do.</summary>
/// <param name="Ok">All three went well.</param>
/// <param name="Reached">The right kind of system answers at the address; null where that did not come to light.</param>
/// <param name="SignedIn">It knows us.</param>
/// <param name="Read">One harmless thing was read.</param>
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
                $"Nothing came back within {Timeout.TotalSeconds} s: try again; if it stays so, ask the other side."
            );
        }
    }

    /// <summary>Each problem tells at which of the three it came up.</summary>
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
