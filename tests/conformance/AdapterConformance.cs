using Crossdock.Platform.Connections;

namespace Crossdock.Conformance;

/// <summary>What every adapter promises, whatever is at its other end. The kits for carts and warehouses add what theirs promise.</summary>
public abstract partial class AdapterConformance<TStage, TOutside> : IAsyncLifetime
    where TStage : class, IStage<TOutside>, new()
    where TOutside : class, IOutside
{
    /// <summary>No piece of work may take longer: every adapter has time-outs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private protected TStage Stage { get; } = new();

    private protected TOutside Adapter => Stage.Adapter;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Fault> Faults => [.. TStage.Faults];

    public static TheoryData<Misfit> Misfits => [.. TStage.Misfits];

    public ValueTask InitializeAsync() => Stage.InitializeAsync();

    public ValueTask DisposeAsync() => Stage.DisposeAsync();

    /// <summary>One of each thing that the adapter can be asked, on things that are there.</summary>
    private protected abstract Task<IReadOnlyList<Question>> QuestionsAsync();

    /// <summary>The problem that the work meets; null where it meets none. Whatever else is thrown fails the spec.</summary>
    private protected async Task<ConnectionProblemException?> ProblemAsync(Func<Task> work)
    {
        try
        {
            await work().WaitAsync(Patience, Ct);
            return null;
        }
        catch (ConnectionProblemException problem)
        {
            AssertSentence(problem.Message);
            return problem;
        }
    }

    /// <summary>
    /// Does the work with its n-th call going wrong. What it meets is null where it meets nothing; <c>Struck</c> is false where it makes
    /// fewer calls than that.
    /// </summary>
    private protected async Task<(bool Struck, ConnectionProblemException? Problem)> StrikeAsync(
        Fault fault,
        int nth,
        Func<Task> work
    )
    {
        var calls = 0;
        // What an adapter has in mind spares it calls: only a new one makes the same ones in each round.
        Stage.Renew();
        Stage.BeforeEachCall = () =>
            Interlocked.Increment(ref calls) == nth ? Stage.BreakAsync(fault, once: true) : Task.CompletedTask;
        if (!TStage.MakesCalls && nth == 1)
        {
            await Stage.BreakAsync(fault, once: false);
        }

        var problem = await ProblemAsync(work);
        Stage.BeforeEachCall = null;
        await Stage.MendAsync();
        return (TStage.MakesCalls ? calls >= nth : nth == 1, problem);
    }

    /// <summary>Does what the work loop does: again and again until it is done, and says whether an earlier try may have gone through.</summary>
    private protected async Task UntilDoneAsync(Func<bool, Task> work, ConnectionProblemException? earlier = null)
    {
        var (problem, maybeSent) = (earlier, false);
        for (var tries = 0; tries < 5; tries++)
        {
            maybeSent |= problem is { NothingWasDone: false };
            await WaitForAsync(problem);
            problem = await ProblemAsync(() => work(maybeSent));
            if (problem is null)
            {
                return;
            }
        }

        Assert.Fail($"It does not get over it: {problem!.Problem}, {problem.Message}");
    }

    /// <summary>Waits where the outside system has said when to come again.</summary>
    private protected static async Task WaitForAsync(ConnectionProblemException? problem)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Patience;
        Assert.False(problem?.RetryAt > deadline, $"It wants to wait until {problem?.RetryAt:O}.");
        while (problem?.RetryAt > TimeProvider.System.GetUtcNow())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Ct);
        }
    }

    /// <summary>Looks until there is something to see.</summary>
    private protected static async Task<T> EventuallyAsync<T>(Func<Task<T?>> look)
        where T : class
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        deadline.CancelAfter(Patience);
        while (true)
        {
            if (await look() is { } seen)
            {
                return seen;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20), deadline.Token);
        }
    }

    /// <summary>Words for a person: more than one, no secret, and nothing of our own innards.</summary>
    private protected void AssertSentence(string text)
    {
        Assert.Matches(@"^\S+ \S+ \S+", text);
        Assert.DoesNotMatch(@"Exception|\n|   at ", text);
        Assert.All(Stage.Secrets, secret => Assert.DoesNotContain(secret, text));
    }

    /// <summary>What the adapter said of a change is true: done is done, and nothing done is nothing done.</summary>
    private protected static void AssertTrue(ConnectionProblemException? said, int onTheBooks)
    {
        Assert.NotEqual(ConnectionProblem.Refused, said?.Problem);
        var (least, most) =
            said is null ? (1, 1)
            : said.NothingWasDone ? (0, 0)
            : (0, 1);
        Assert.InRange(onTheBooks, least, most);
    }
}

/// <summary>One thing that an adapter can be asked.</summary>
public sealed record Question(string Name, bool Changes, Func<CancellationToken, Task> AskAsync);
