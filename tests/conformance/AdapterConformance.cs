using Crossdock.Adapters;

namespace Crossdock.Conformance;

/// <summary>What every adapter promises, whatever is at its other end. The kits for carts and warehouses add what theirs promise.</summary>
public abstract partial class AdapterConformance<THarness, TSystem> : IAsyncLifetime
    where THarness : class, IHarness<TSystem>, new()
    where TSystem : class, IExternalSystem
{
    /// <summary>No piece of work may take longer: every adapter has time-outs.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private protected THarness Harness { get; } = new();

    private protected TSystem Adapter => Harness.Adapter;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Fault> Faults => [.. THarness.Faults];

    public static TheoryData<InvalidConfiguration> InvalidConfigurations => [.. THarness.InvalidConfigurations];

    public ValueTask InitializeAsync() => Harness.InitializeAsync();

    public ValueTask DisposeAsync() => Harness.DisposeAsync();

    /// <summary>One of each thing that the adapter can be asked, on things that are there.</summary>
    private protected abstract Task<IReadOnlyList<Question>> QuestionsAsync();

    /// <summary>The problem that the work meets; null where it meets none. Whatever else is thrown fails the spec.</summary>
    private protected async Task<ConnectionProblemException?> ProblemAsync(Func<Task> work)
    {
        try
        {
            await work().WaitAsync(Timeout, Ct);
            return null;
        }
        catch (ConnectionProblemException problem)
        {
            AssertSentence(problem.Message);
            return problem;
        }
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

    /// <summary>Waits where the external system has said when to come again.</summary>
    private protected static async Task WaitForAsync(ConnectionProblemException? problem)
    {
        var deadline = TimeProvider.System.GetUtcNow() + Timeout;
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
        deadline.CancelAfter(Timeout);
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
        Assert.All(Harness.Secrets, secret => Assert.DoesNotContain(secret, text));
    }

    /// <summary>What the adapter said of a change is true: done is done, and nothing done is nothing done.</summary>
    private protected static void AssertTrue(ConnectionProblemException? said, int recorded)
    {
        Assert.NotEqual(ConnectionProblem.Refused, said?.Problem);
        var (least, most) =
            said is null ? (1, 1)
            : said.NothingWasDone ? (0, 0)
            : (0, 1);
        Assert.InRange(recorded, least, most);
    }
}

/// <summary>One thing that an adapter can be asked.</summary>
public sealed record Question(string Name, bool Changes, Func<CancellationToken, Task> AskAsync);
