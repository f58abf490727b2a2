using System.Collections.Concurrent;
using Crossdock.Platform.Storage;
using Crossdock.TestSupport;

namespace Crossdock.Platform.Tests.Work;

public sealed class When_documents_are_due : IAsyncDisposable
{
    private readonly WorkFixture work = new();
    private readonly ConcurrentQueue<string> done = new();

    [Fact]
    public async Task Should_do_them_and_keep_that_they_are_done()
    {
        var id = await work.DueAsync();

        await work.StartAsync(DoAsync);

        var job = await work.SeeAsync(id, job => job.DueAt is null);
        Assert.False(job.Leased);
        Assert.Equal([id], done);
    }

    [Fact]
    public async Task Should_do_none_before_its_time()
    {
        var later = await work.DueAsync(after: TimeSpan.FromHours(1));
        var now = await work.DueAsync();
        await work.StartAsync(DoAsync);
        await work.SeeAsync(now, job => job.DueAt is null);

        work.Time.Advance(TimeSpan.FromMinutes(59));
        var also = await work.DueAsync();
        await work.Time.AdvanceUntilAsync(() => done.Contains(also), TimeSpan.FromSeconds(1), "the second job");
        Assert.DoesNotContain(later, done);

        await work.Time.AdvanceUntilAsync(() => done.Contains(later), TimeSpan.FromMinutes(1), "the late job");
    }

    [Fact]
    public async Task Should_begin_at_once_when_called()
    {
        await work.StartAsync(DoAsync);
        var first = await work.DueAsync();
        await work.Time.AdvanceUntilAsync(() => done.Contains(first), TimeSpan.FromSeconds(1), "the first job");

        // From here on the clock stands still: only the call can be what wakes it.
        var second = await work.DueAsync();
        await Wait.UntilAsync(
            () =>
            {
                work.Signal.Wake();
                return done.Contains(second);
            },
            "the second job"
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Should_give_every_second_place_to_follow_ups_while_a_backlog_waits(int concurrency)
    {
        for (var i = 0; i < 60; i++)
        {
            await work.DueAsync(after: TimeSpan.FromMinutes(-5));
        }

        var followUps = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            followUps.Add(await work.DueAsync(change: job => job.IsFollowUp = true));
        }

        work.Options.Concurrency = concurrency;
        await work.StartAsync(DoAsync);

        await Wait.UntilAsync(() => done.Count == 70, "all jobs");
        Assert.InRange(done.ToList().FindLastIndex(followUps.Contains), 9, 30);
        Assert.Equal(70, done.Distinct().Count());
    }

    [Fact]
    public async Task Should_take_the_oldest_first_and_as_many_at_once_as_a_step_takes()
    {
        var ids = new List<string>();
        for (var i = 0; i < 7; i++)
        {
            ids.Add(await work.DueAsync(after: TimeSpan.FromMinutes(i - 10)));
        }

        work.Options.Concurrency = 1;
        var sizes = new ConcurrentQueue<int>();
        await work.StartAsync(
            (jobs, token) =>
            {
                sizes.Enqueue(jobs.Count);
                return DoAsync(jobs, token);
            },
            batch: 3
        );

        await Wait.UntilAsync(() => done.Count == 7, "all jobs");
        Assert.Equal([3, 3, 1], sizes);
        Assert.Equal(ids, done);
    }

    [Fact]
    public async Task Should_run_no_more_at_once_than_told()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => work.DueAsync()));
        work.Options.Concurrency = 3;
        using var release = new SemaphoreSlim(0);
        var (running, most) = (0, 0);

        await work.StartAsync(
            async (jobs, token) =>
            {
                var now = Interlocked.Increment(ref running);
                most = Math.Max(most, now);
                await release.WaitAsync(token);
                Interlocked.Decrement(ref running);
                await DoAsync(jobs, token);
            }
        );
        await Wait.UntilAsync(() => Volatile.Read(ref running) == 3, "three steps at once");
        release.Release(ids.Length);

        await work.Time.AdvanceUntilAsync(() => done.Count == 12, TimeSpan.FromSeconds(1), "all jobs");
        Assert.Equal(3, most);
    }

    [Fact]
    public async Task Should_give_each_to_one_of_many_replicas()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => work.DueAsync()));

        for (var replica = 0; replica < 3; replica++)
        {
            await work.StartAsync(DoAsync);
        }

        await work.Time.AdvanceUntilAsync(() => done.Count >= 60, TimeSpan.FromSeconds(1), "all jobs");
        Assert.Equal(ids.Order(StringComparer.Ordinal), done.Order(StringComparer.Ordinal));
    }

    public ValueTask DisposeAsync() => work.DisposeAsync();

    private Task DoAsync(IReadOnlyList<Job> jobs, CancellationToken cancellationToken)
    {
        foreach (var job in jobs)
        {
            done.Enqueue(job.Id);
            job.Done();
        }

        return Task.CompletedTask;
    }
}

public sealed class When_a_worker_has_a_document : IAsyncDisposable
{
    private readonly WorkFixture work = new();
    private readonly TaskCompletionSource release = new();

    [Fact]
    public async Task Should_show_everybody_until_when()
    {
        var id = await work.DueAsync();
        await work.StartAsync((_, _) => release.Task);

        var job = await work.SeeAsync(id, job => job.Leased);

        Assert.Equal(work.Time.GetUtcNow() + work.Options.Lease, job.DueAt);
        release.SetResult();
    }

    [Fact]
    public async Task Should_be_taken_over_only_when_the_lease_of_a_dead_one_ends()
    {
        var id = await work.DueAsync();
        var dead = await work.FindAsync(id);
        (dead.DueAt, dead.Leased) = (work.Time.GetUtcNow() + work.Options.Lease, true);
        await work.Jobs.ReplaceAsync(dead, CancellationToken.None);
        var begun = work.Time.GetUtcNow();
        DateTimeOffset? taken = null;
        await work.StartAsync(
            (jobs, _) =>
            {
                taken = work.Time.GetUtcNow();
                jobs[0].Done();
                return Task.CompletedTask;
            }
        );

        await work.Time.AdvanceUntilAsync(() => taken is not null, TimeSpan.FromSeconds(5), "the take-over");

        Assert.True(taken >= begun + work.Options.Lease, $"It was taken over at {taken}.");
    }

    [Fact]
    public async Task Should_not_overwrite_what_somebody_else_wrote_meanwhile_and_look_again()
    {
        var id = await work.DueAsync();
        var seen = new ConcurrentQueue<string?>();
        await work.StartAsync(
            async (jobs, token) =>
            {
                seen.Enqueue(jobs[0].Note);
                if (seen.Count == 1)
                {
                    await work.Jobs.UpdateAsync(id, WriteNote, token);
                }

                jobs[0].Done();
            }
        );

        var job = await work.SeeAsync(id, job => job.DueAt is null);

        Assert.Equal([null, "from a consumer"], seen);
        Assert.Equal("from a consumer", job.Note);
    }

    [Fact]
    public async Task Should_let_go_at_once_when_the_service_stops()
    {
        var id = await work.DueAsync();
        var loop = await work.StartAsync((_, token) => Task.Delay(Timeout.Infinite, token));
        await work.SeeAsync(id, job => job.Leased);

        await loop.StopAsync(CancellationToken.None);

        var job = await work.FindAsync(id);
        Assert.Equal((false, work.Time.GetUtcNow(), 0), (job.Leased, job.DueAt, job.Attempts));
    }

    public async ValueTask DisposeAsync()
    {
        release.TrySetResult();
        await work.DisposeAsync();
    }

    private static bool WriteNote(Job job)
    {
        job.Note = "from a consumer";
        return true;
    }
}
