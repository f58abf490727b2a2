using Crossdock.Platform.Connections;
using Crossdock.Platform.Tests.Work;

namespace Crossdock.Platform.Tests.Connections;

public sealed class When_a_connection_fails_as_a_whole : IAsyncDisposable
{
    private readonly Workplace place = new();
    private readonly ConnectionGate gate;
    private ConnectionProblem? answer;
    private int tests;
    private DateTimeOffset testedAt;

    public When_a_connection_fails_as_a_whole() => gate = place.Gate(test: TestAsync);

    [Fact]
    public async Task Should_let_everybody_through_before() => await gate.PassAsync(CancellationToken.None);

    [Fact]
    public async Task Should_wait_then_test_once_and_open()
    {
        gate.Failed(Problem(ConnectionProblem.Down));
        var until = gate.ClosedUntil!.Value;
        var waiting = Enumerable.Range(0, 5).Select(_ => gate.PassAsync(CancellationToken.None)).ToList();

        place.Time.Advance(until - place.Time.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        Assert.DoesNotContain(waiting, w => w.IsCompleted);
        Assert.Equal(0, tests);

        place.Time.Advance(TimeSpan.FromMilliseconds(2));
        await Task.WhenAll(waiting);
        Assert.Equal((1, null, null), (tests, gate.ClosedUntil, gate.Reason));
    }

    [Fact]
    public async Task Should_pause_longer_with_each_failed_test_and_say_why()
    {
        answer = ConnectionProblem.Unreachable;
        gate.Failed(Problem(ConnectionProblem.Down));
        testedAt = place.Time.GetUtcNow();
        var passing = gate.PassAsync(CancellationToken.None);
        var pauses = new List<TimeSpan>();
        for (var test = 1; test <= 8; test++)
        {
            pauses.Add(gate.ClosedUntil!.Value - testedAt);
            var count = test;
            await place.Time.AdvanceUntilAsync(
                () => tests >= count && gate.ClosedUntil > testedAt,
                TimeSpan.FromSeconds(10),
                "a test"
            );
            Assert.Equal("It is Unreachable.", gate.Reason);
            Assert.Equal(test + 1 >= 3, gate.Paused);
        }

        Assert.InRange(pauses[0], TimeSpan.FromSeconds(7.5), TimeSpan.FromSeconds(10));
        Assert.InRange(pauses[2], TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(40));
        Assert.InRange(pauses[^1], 0.75 * place.Options.PauseMost, place.Options.PauseMost);
        answer = null;
        await place.Time.AdvanceUntilAsync(() => passing.IsCompleted, TimeSpan.FromMinutes(1), "the opening");
        Assert.False(gate.Paused);
    }

    [Fact]
    public async Task Should_stay_closed_where_the_test_is_refused()
    {
        answer = ConnectionProblem.Refused;
        gate.Failed(Problem(ConnectionProblem.Down));
        var passing = gate.PassAsync(CancellationToken.None);

        await place.Time.AdvanceUntilAsync(() => tests == 2, TimeSpan.FromSeconds(5), "two tests");

        Assert.False(passing.IsCompleted);
    }

    [Fact]
    public void Should_count_calls_that_fail_together_once()
    {
        for (var call = 0; call < 5; call++)
        {
            gate.Failed(Problem(ConnectionProblem.Down));
        }

        Assert.False(gate.Paused);
    }

    [Fact]
    public void Should_not_open_for_a_call_that_was_already_on_its_way()
    {
        gate.Failed(Problem(ConnectionProblem.Down));
        gate.Succeeded();
        Assert.NotNull(gate.ClosedUntil);
    }

    [Theory]
    [InlineData(ConnectionProblem.Refused)]
    [InlineData(ConnectionProblem.Unclear)]
    public void Should_stay_open_for_what_concerns_one_thing(ConnectionProblem kind)
    {
        gate.Failed(Problem(kind));
        Assert.Null(gate.ClosedUntil);
    }

    [Fact]
    public async Task Should_wait_as_long_as_it_is_asked_to_and_not_call_that_a_failure()
    {
        var later = place.Time.GetUtcNow().AddMinutes(20);
        for (var time = 0; time < 4; time++)
        {
            gate.Failed(new ConnectionProblemException(ConnectionProblem.Throttled, "Later.") { RetryAt = later });
        }

        var passing = gate.PassAsync(CancellationToken.None);

        Assert.Equal((later, false), (gate.ClosedUntil, gate.Paused));
        place.Time.Advance(TimeSpan.FromMinutes(19));
        Assert.False(passing.IsCompleted);
        place.Time.Advance(TimeSpan.FromMinutes(1.1));
        await passing;
        Assert.Equal(0, tests);
    }

    [Fact]
    public async Task Should_stop_waiting_when_the_service_stops()
    {
        using var stop = new CancellationTokenSource();
        gate.Failed(Problem(ConnectionProblem.Down));
        var passing = gate.PassAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => passing);
    }

    public ValueTask DisposeAsync() => place.DisposeAsync();

    private Task TestAsync(CancellationToken cancellationToken)
    {
        tests++;
        testedAt = place.Time.GetUtcNow();
        return answer is { } kind ? throw Problem(kind) : Task.CompletedTask;
    }

    private static ConnectionProblemException Problem(ConnectionProblem kind) => new(kind, $"It is {kind}.");
}
