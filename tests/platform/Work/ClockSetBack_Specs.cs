using System.Collections.Concurrent;
using Crossdock.Adapters;
using Crossdock.TestSupport;

namespace Crossdock.Platform.Tests.Work;

public sealed class When_the_clock_was_set_back : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly WorkFixture work = new();
    private readonly ConcurrentQueue<string> done = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_do_what_was_leased_or_put_off_before(bool whileRunning)
    {
        if (whileRunning)
        {
            await work.StartAsync(DoAsync);
            var first = await work.DueAsync();
            await work.Time.AdvanceUntilAsync(() => done.Contains(first), Second, "the first job");
        }

        var leased = await work.DueAsync(work.Options.Lease, change: job => job.Leased = true);
        var failed = await work.DueAsync(work.Options.MaxBackoff, change: job => job.LastError = "It is down.");
        var planned = await work.DueAsync(TimeSpan.FromHours(1));
        work.Time.SetBack(Day);
        if (!whileRunning)
        {
            await work.StartAsync(DoAsync);
        }

        await work.Time.AdvanceUntilAsync(
            () => done.Contains(leased) && done.Contains(failed),
            Second,
            "what was leased or put off"
        );

        Assert.DoesNotContain(planned, done);
    }

    [Fact]
    public async Task Should_leave_what_another_replica_has_or_what_is_put_off_alone()
    {
        var leased = await work.DueAsync(work.Options.Lease, change: job => job.Leased = true);
        var failed = await work.DueAsync(work.Options.MaxBackoff, change: job => job.LastError = "It is down.");
        await work.StartAsync(DoAsync);
        var now = await work.DueAsync();

        await work.Time.AdvanceUntilAsync(() => done.Contains(now), Second, "the job that is due");

        Assert.DoesNotContain(done, id => id == leased || id == failed);
    }

    [Fact]
    public async Task Should_find_every_one_of_more_than_a_page()
    {
        var ids = await Task.WhenAll(
            Enumerable.Range(0, 600).Select(_ => work.DueAsync(work.Options.Lease, change: job => job.Leased = true))
        );
        work.Options.Concurrency = 600;
        work.Time.SetBack(Day);
        await work.StartAsync(DoAsync);

        await work.Time.AdvanceUntilAsync(() => done.Count >= ids.Length, Second, "all jobs");
    }

    [Fact]
    public async Task Should_close_an_open_circuit_after_the_same_time()
    {
        using var circuit = work.Circuit();
        circuit.Failed(new ConnectionProblemException(ConnectionProblem.Down, "It is down."));
        var pause = circuit.OpenUntil!.Value - work.Time.GetUtcNow();

        work.Time.SetBack(Day);
        var passing = circuit.PassAsync(CancellationToken.None);
        work.Time.Advance(pause + TimeSpan.FromMilliseconds(1));

        await passing.WaitAsync(Wait.Timeout);
    }

    public ValueTask DisposeAsync() => work.DisposeAsync();

    private Task DoAsync(IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
        {
            job.Done();
            done.Enqueue(job.Id);
        }

        return Task.CompletedTask;
    }
}
