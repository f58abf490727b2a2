using Crossdock.Adapters;
using Crossdock.Conformance.Http;

namespace Crossdock.Conformance;

public abstract partial class AdapterConformance<THarness, TSystem>
{
    private const int MaxCalls = 20;

    /// <summary>Does the work with one of its calls going wrong, and gives the problem that it meets.</summary>
    private protected delegate Task<ConnectionProblemException?> Strike(Func<Task> work);

    /// <summary>
    /// Has work done with its first call going wrong, then other work of the same kind with its second, and so on until none is left.
    /// </summary>
    /// <param name="fault">What goes wrong; without a network it is there from the beginning.</param>
    /// <param name="tryAsync">Does the work once, by means of what it is given, and judges the outcome.</param>
    private protected Task StrikeEachCallAsync(Fault fault, Func<Strike, Task> tryAsync) =>
        StrikeEachCallAsync(() => Harness.BreakAsync(fault, once: THarness.MakesCalls), tryAsync);

    /// <summary>
    /// The same with each call done, and then answered by something in between, in each way. Without HTTP there is nothing in between.
    /// </summary>
    private protected async Task AnswerEachCallAsync(Func<Strike, Task> tryAsync)
    {
        foreach (var answer in Harness is IHttpHarness ? ForeignAnswer.All : [])
        {
            try
            {
                await StrikeEachCallAsync(
                    () =>
                    {
                        ((IHttpHarness)Harness).AnswerNext(answer);
                        return Task.CompletedTask;
                    },
                    strikeAsync => tryAsync(async work => WithoutWait(await strikeAsync(work)))
                );
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Assert.Fail($"The call was done, and answered {answer} by something in between. {e}");
            }
        }
    }

    /// <summary>
    /// Nothing in between says when to come again, and how long an adapter then waits is too long for a spec: a new one does not.
    /// </summary>
    private ConnectionProblemException? WithoutWait(ConnectionProblemException? problem)
    {
        Harness.Renew();
        return problem is { RetryAt: not null } ? new(problem.Problem, problem.Message, problem) : problem;
    }

    private async Task StrikeEachCallAsync(Func<Task> breakAsync, Func<Strike, Task> tryAsync)
    {
        var (nth, struck) = (0, true);
        while (struck && nth < MaxCalls)
        {
            nth++;
            await tryAsync(StrikeAsync);
        }

        Assert.True(nth > 1, "No call went wrong: the spec shows nothing.");

        async Task<ConnectionProblemException?> StrikeAsync(Func<Task> work)
        {
            var calls = 0;
            // What an adapter has in mind spares it calls: only a new one makes the same ones in each round.
            Harness.Renew();
            Harness.BeforeEachCall = () => Interlocked.Increment(ref calls) == nth ? breakAsync() : Task.CompletedTask;
            if (!THarness.MakesCalls && nth == 1)
            {
                await breakAsync();
            }

            var problem = await ProblemAsync(work);
            Harness.BeforeEachCall = null;
            await Harness.MendAsync();
            struck = THarness.MakesCalls ? calls >= nth : nth == 1;
            return problem;
        }
    }
}
