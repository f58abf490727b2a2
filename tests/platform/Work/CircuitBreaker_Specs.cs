using Crossdock.Adapters;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Platform.Tests.Work;

public sealed class When_a_connection_fails_as_a_whole : IAsyncDisposable
{
    private readonly WorkFixture work = new();
    private readonly CircuitBreaker circuit;
    private ConnectionProblem? answer;
    private int tests;
    private DateTimeOffset testedAt;

    public When_a_connection_fails_as_a_whole() => circuit = work.Circuit(test: TestAsync);

    [Fact]
    public async Task Should_let_everybody_through_before() => await circuit.PassAsync(CancellationToken.None);

    [Fact]
    public async Task Should_wait_then_test_once_and_close()
    {
        circuit.Failed(Problem(ConnectionProblem.Down));
        var until = circuit.OpenUntil!.Value;
        var waiting = Enumerable.Range(0, 5).Select(_ => circuit.PassAsync(CancellationToken.None)).ToList();

        work.Time.Advance(until - work.Time.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        Assert.Equal(0, tests);

        work.Time.Advance(TimeSpan.FromMilliseconds(2));
        await Task.WhenAll(waiting);
        Assert.Equal((1, null, null), (tests, circuit.OpenUntil, circuit.Reason));
    }

    [Fact]
    public async Task Should_pause_longer_with_each_failed_test_and_say_why()
    {
        answer = ConnectionProblem.Unreachable;
        circuit.Failed(Problem(ConnectionProblem.Down));
        testedAt = work.Time.GetUtcNow();
        var passing = circuit.PassAsync(CancellationToken.None);
        var pauses = new List<TimeSpan>();
        for (var test = 1; test <= 8; test++)
        {
            pauses.Add(circuit.OpenUntil!.Value - testedAt);
            var count = test;
            await work.Time.AdvanceUntilAsync(
                () => tests >= count && circuit.OpenUntil > testedAt,
                TimeSpan.FromSeconds(10),
                "a test"
            );
            Assert.Equal("It is Unreachable.", circuit.Reason);
            Assert.Equal(test + 1 >= 3, circuit.IsFailing);
        }

        Assert.InRange(pauses[0], TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(10));
        Assert.InRange(pauses[2], TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
        Assert.InRange(pauses[^1], 0.75 * work.Options.MaxPause, work.Options.MaxPause);
        answer = null;
        await work.Time.AdvanceUntilAsync(() => passing.IsCompleted, TimeSpan.FromMinutes(1), "the closing");
        Assert.False(circuit.IsFailing);
    }

    [Fact]
    public void Should_report_each_failure()
    {
        var reported = new List<ConnectionProblem>();
        using var counted = new CircuitBreaker("c", TestAsync, work.Options, work.Time, NullLogger.Instance)
        {
            OnFailure = reported.Add,
        };

        counted.Failed(Problem(ConnectionProblem.Credentials));
        counted.Failed(Problem(ConnectionProblem.Refused));

        Assert.Equal([ConnectionProblem.Credentials, ConnectionProblem.Refused], reported);
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(2, 0)]
    public void Should_log_its_end_where_a_person_saved_it_while_it_failed(int failures, int times)
    {
        var log = new RecordingLogger<CircuitBreaker>();
        using var before = new CircuitBreaker("c", TestAsync, work.Options, work.Time, log);
        for (var i = 0; i < failures; i++)
        {
            before.Failed(Problem(ConnectionProblem.Credentials));
            work.Time.Advance(TimeSpan.FromDays(1));
        }

        using var after = new CircuitBreaker("c", TestAsync, work.Options, work.Time, log);
        after.Follow(before);
        Assert.DoesNotContain("CircuitClosed", log.Events);
        after.Succeeded();
        after.Succeeded();

        Assert.Equal(times, log.Events.Count(name => name == "CircuitClosed"));
    }

    [Fact]
    public async Task Should_stay_open_if_the_test_is_refused()
    {
        answer = ConnectionProblem.Refused;
        circuit.Failed(Problem(ConnectionProblem.Down));
        var passing = circuit.PassAsync(CancellationToken.None);

        await work.Time.AdvanceUntilAsync(() => tests == 2, TimeSpan.FromSeconds(5), "two tests");

        Assert.False(passing.IsCompleted);
    }

    [Fact]
    public void Should_count_calls_that_fail_together_once()
    {
        for (var call = 0; call < 5; call++)
        {
            circuit.Failed(Problem(ConnectionProblem.Down));
        }

        Assert.False(circuit.IsFailing);
    }

    [Fact]
    public void Should_not_close_for_a_call_that_was_already_in_progress()
    {
        circuit.Failed(Problem(ConnectionProblem.Down));
        circuit.Succeeded();
        Assert.NotNull(circuit.OpenUntil);
    }

    [Theory]
    [InlineData(ConnectionProblem.Refused)]
    [InlineData(ConnectionProblem.Unclear)]
    public void Should_stay_closed_for_what_concerns_one_thing(ConnectionProblem kind)
    {
        circuit.Failed(Problem(kind));
        Assert.Null(circuit.OpenUntil);
    }

    [Fact]
    public async Task Should_wait_as_long_as_it_is_asked_to_and_not_call_that_a_failure()
    {
        var later = work.Time.GetUtcNow().AddMinutes(20);
        for (var time = 0; time < 4; time++)
        {
            circuit.Failed(new ConnectionProblemException(ConnectionProblem.Throttled, "Later.") { RetryAt = later });
        }

        var passing = circuit.PassAsync(CancellationToken.None);

        Assert.Equal((later, false), (circuit.OpenUntil, circuit.IsFailing));
        work.Time.Advance(TimeSpan.FromMinutes(19));
        Assert.False(passing.IsCompleted);
        work.Time.Advance(TimeSpan.FromMinutes(1.1));
        await passing;
        Assert.Equal(0, tests);
    }

    [Fact]
    public async Task Should_stop_waiting_when_the_service_stops()
    {
        using var stop = new CancellationTokenSource();
        circuit.Failed(Problem(ConnectionProblem.Down));
        var passing = circuit.PassAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passing);
    }

    public ValueTask DisposeAsync() => work.DisposeAsync();

    private Task TestAsync(CancellationToken cancellationToken)
    {
        tests++;
        testedAt = work.Time.GetUtcNow();
        return answer is { } kind ? throw Problem(kind) : Task.CompletedTask;
    }

    private static ConnectionProblemException Problem(ConnectionProblem kind) => new(kind, $"It is {kind}.");
}
