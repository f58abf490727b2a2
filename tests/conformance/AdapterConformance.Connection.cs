using Crossdock.Adapters;

namespace Crossdock.Conformance;

public abstract partial class AdapterConformance<THarness, TSystem>
{
    [Fact]
    public async Task Should_say_in_a_sentence_what_it_reaches() => AssertSentence(await Adapter.TestAsync(Ct));

    [Theory]
    [MemberData(nameof(InvalidConfigurations))]
    public async Task Should_tell_apart_what_is_wrong_with_the_connection(InvalidConfiguration configuration)
    {
        ConnectionProblem[] expected = configuration switch
        {
            InvalidConfiguration.WrongAddress => [ConnectionProblem.WrongAddress],
            InvalidConfiguration.WrongCredentials => [ConnectionProblem.Credentials],
            _ => [ConnectionProblem.Unreachable, ConnectionProblem.Down],
        };

        var problem = await ProblemAsync(() => Harness.With(configuration).TestAsync(Ct));

        Assert.Contains(Assert.IsType<ConnectionProblemException>(problem).Problem, expected);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Should_say_what_is_wrong_and_get_over_it_when_it_passes(Fault fault)
    {
        var questions = await QuestionsAsync();
        foreach (var question in questions.Where(question => !question.Changes))
        {
            // A service that forgot us once knows us again when we have signed in again.
            await Harness.BreakAsync(fault, once: fault is Fault.StaleToken);

            var asked = TimeProvider.System.GetUtcNow();
            var problem = await ProblemAsync(() => question.AskAsync(Ct));

            Assert.True(Fits(fault, problem?.Problem), $"{question.Name}: {problem?.Problem}");
            Assert.True(
                fault != Fault.Throttled || problem?.RetryAt > asked,
                $"{question.Name}: the time to come again is lost ({problem?.RetryAt?.ToString("O") ?? "none"})."
            );
            await Harness.MendAsync();
            await UntilDoneAsync(_ => question.AskAsync(Ct), problem);
        }
    }

    [Fact]
    public async Task Should_do_nothing_for_a_caller_who_has_gone()
    {
        using var gone = new CancellationTokenSource();
        var questions = await QuestionsAsync();
        await gone.CancelAsync();
        foreach (var question in questions)
        {
            await AssertCanceledAsync(question, gone.Token);
        }
    }

    [Fact]
    public async Task Should_give_up_when_the_caller_does()
    {
        foreach (var question in await QuestionsAsync())
        {
            using var caller = new CancellationTokenSource();
            Harness.BeforeEachCall = caller.CancelAsync;
            if (!THarness.MakesCalls)
            {
                await caller.CancelAsync();
            }

            await AssertCanceledAsync(question, caller.Token);
        }
    }

    private static async Task AssertCanceledAsync(Question question, CancellationToken caller)
    {
        var thrown = await Record.ExceptionAsync(() => question.AskAsync(caller).WaitAsync(Timeout, Ct));
        Assert.True(
            thrown is OperationCanceledException,
            $"{question.Name}: {thrown?.ToString() ?? "nothing was thrown"}"
        );
    }

    private static bool Fits(Fault fault, ConnectionProblem? problem) =>
        fault switch
        {
            Fault.Slow or Fault.StaleToken => problem is null,
            Fault.Gone => problem is ConnectionProblem.Unreachable,
            Fault.Throttled => problem is ConnectionProblem.Throttled,
            Fault.Nonsense => problem is ConnectionProblem.WrongAddress or ConnectionProblem.Down,
            _ => problem is ConnectionProblem.Down,
        };
}
