using Crossdock.Adapters;

namespace Crossdock.Platform.Tests.Work;

public sealed class When_a_step_fails : IAsyncDisposable
{
    private readonly WorkFixture work = new();
    private Exception? problem = new InvalidOperationException("The shelf is empty.");
    private int tries;

    [Fact]
    public async Task Should_keep_why_and_since_when_and_try_again_in_growing_pauses()
    {
        var since = work.Time.GetUtcNow();
        var id = await work.DueAsync();
        await work.StartAsync(StepAsync);

        foreach (var pause in (int[])[10, 20, 40])
        {
            var before = tries;
            await work.Time.AdvanceUntilAsync(() => tries > before, TimeSpan.FromSeconds(1), "a try");
            var failed = await work.SeeAsync(id, job => !job.Leased && job.Attempts == tries);

            Assert.Equal(("The shelf is empty.", since), (failed.LastError, failed.WaitingSince));
            Assert.InRange(
                failed.DueAt!.Value - work.Time.GetUtcNow(),
                // Less up to a quarter by chance, and the second in which it was seen.
                TimeSpan.FromSeconds((pause * 0.75) - 1),
                TimeSpan.FromSeconds(pause)
            );
        }
    }

    [Fact]
    public async Task Should_forget_the_failures_with_the_first_success()
    {
        var id = await work.DueAsync();
        await work.StartAsync(StepAsync);
        await work.SeeAsync(id, job => job.Attempts == 1);
        problem = null;

        await work.Time.AdvanceUntilAsync(() => tries == 2, TimeSpan.FromSeconds(1), "another try");

        var job = await work.SeeAsync(id, job => job.DueAt is null);
        Assert.Equal((0, null, null), (job.Attempts, job.LastError, job.WaitingSince));
    }

    [Theory]
    [InlineData(ConnectionProblem.Refused)]
    [InlineData(ConnectionProblem.Unclear)]
    public async Task Should_count_what_concerns_one_document_and_stop_no_other(ConnectionProblem kind)
    {
        problem = new ConnectionProblemException(kind, "Not this one.");
        var circuit = work.Circuit();
        var id = await work.DueAsync();
        await work.StartAsync(StepAsync, on: circuit);

        var job = await work.SeeAsync(id, job => job.Attempts == 1);

        Assert.Equal("Not this one.", job.LastError);
        Assert.True(job.DueAt > work.Time.GetUtcNow());
        Assert.Null(circuit.OpenUntil);
    }

    [Theory]
    [InlineData(ConnectionProblem.Down)]
    [InlineData(ConnectionProblem.Unreachable)]
    [InlineData(ConnectionProblem.Credentials)]
    [InlineData(ConnectionProblem.WrongAddress)]
    public async Task Should_not_blame_the_document_when_the_connection_fails(ConnectionProblem kind)
    {
        problem = new ConnectionProblemException(kind, "Nobody is there.");
        var circuit = work.Circuit();
        var id = await work.DueAsync();
        await work.StartAsync(StepAsync, on: circuit);

        var job = await work.SeeAsync(id, job => job.LastError is not null);

        Assert.Equal((0, work.Time.GetUtcNow()), (job.Attempts, job.DueAt));
        Assert.True(circuit.OpenUntil > work.Time.GetUtcNow());
        problem = null;
        await work.Time.AdvanceUntilAsync(() => tries == 2, TimeSpan.FromSeconds(1), "the circuit to close");
        await work.SeeAsync(id, job => job.DueAt is null);
    }

    [Fact]
    public async Task Should_come_again_when_told_and_spare_other_work()
    {
        var later = work.Time.GetUtcNow().AddMinutes(3);
        problem = new ConnectionProblemException(ConnectionProblem.Throttled, "Come later.")
        {
            RetryAt = later,
            SparesOtherWork = true,
        };
        var circuit = work.Circuit();
        var id = await work.DueAsync();
        await work.StartAsync(StepAsync, on: circuit);

        var job = await work.SeeAsync(id, job => job.LastError is not null);

        Assert.Equal((0, later), (job.Attempts, job.DueAt));
        Assert.Null(circuit.OpenUntil);
    }

    [Fact]
    public async Task Should_end_a_step_that_outlives_its_lease()
    {
        var id = await work.DueAsync();
        var entered = new TaskCompletionSource();
        await work.StartAsync(
            (_, token) =>
            {
                entered.TrySetResult();
                return Task.Delay(Timeout.Infinite, token);
            }
        );
        await entered.Task;

        work.Time.Advance(work.Options.Lease);

        var job = await work.SeeAsync(id, job => job.Attempts == 1);
        Assert.Contains("took longer than", job.LastError!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_stop_no_other_connection()
    {
        problem = new ConnectionProblemException(ConnectionProblem.Down, "Nobody is there.");
        var (acme, other) = (work.Circuit("acme"), work.Circuit("other"));
        var (stuck, free) = (await work.DueAsync(), await work.DueAsync(connection: "other"));
        await work.StartAsync(
            (jobs, token) =>
            {
                if (jobs[0].Connection == "acme")
                {
                    return StepAsync(jobs, token);
                }

                jobs[0].Done();
                return Task.CompletedTask;
            },
            on: [acme, other]
        );

        await work.SeeAsync(stuck, job => job.LastError is not null);
        await work.SeeAsync(free, job => job.DueAt is null);

        Assert.NotNull(acme.OpenUntil);
        Assert.Null(other.OpenUntil);
    }

    [Fact]
    public async Task Should_leave_documents_alone_while_the_circuit_is_open()
    {
        var circuit = work.Circuit();
        circuit.Failed(new ConnectionProblemException(ConnectionProblem.Down, "Nobody is there."));
        var until = circuit.OpenUntil!.Value;
        var id = await work.DueAsync();
        problem = null;
        DateTimeOffset? at = null;
        await work.StartAsync(
            (jobs, token) =>
            {
                at = work.Time.GetUtcNow();
                return StepAsync(jobs, token);
            },
            on: circuit
        );

        await work.Time.AdvanceUntilAsync(() => at is not null, TimeSpan.FromMilliseconds(100), "the step");

        Assert.True(at >= until, $"It went through at {at}, before {until}.");
        await work.SeeAsync(id, job => job.DueAt is null);
    }

    public ValueTask DisposeAsync() => work.DisposeAsync();

    private Task StepAsync(IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref tries);
        if (problem is not null)
        {
            throw problem;
        }

        jobs[0].Done();
        return Task.CompletedTask;
    }
}
