using System.Collections.Concurrent;
using Crossdock.Adapters;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Tests.Storage;
using Crossdock.Platform.Work;
using Crossdock.TestSupport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Platform.Tests.Work;

public sealed class When_an_external_system_is_polled : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly WorkFixture work = new();
    private readonly SqliteFile file = new();
    private readonly List<WorkLoop<PollDocument>> loops = [];
    private readonly WorkSignal<PollDocument> signal = new();
    private readonly ConcurrentQueue<DateTimeOffset?> cursors = new();
    private Func<CancellationToken, Task> read = _ => Task.CompletedTask;
    private DateTimeOffset? reach;
    private bool outlives;
    private TimeSpan lookBack;

    [Fact]
    public async Task Should_begin_without_a_cursor_and_go_on_from_the_last_one()
    {
        await StartAsync();
        await work.Time.AdvanceUntilAsync(() => cursors.Count == 3, Second, "three runs");

        Assert.Equal([null, Cursor(1), Cursor(2)], cursors);
    }

    [Fact]
    public async Task Should_go_on_from_the_last_cursor_after_a_restart()
    {
        var first = await StartAsync();
        await work.Time.AdvanceUntilAsync(() => cursors.Count == 2, Second, "two runs");
        await first.StopAsync(CancellationToken.None);
        await StartAsync();

        await work.Time.AdvanceUntilAsync(() => cursors.Count == 3, Second, "another run");

        Assert.Equal(Cursor(2), cursors.Last());
    }

    [Fact]
    public async Task Should_be_polled_by_one_replica_at_the_pace_of_one()
    {
        // The clock runs ahead of a busy machine: no replica is to lose its lease by that.
        work.Options.Lease = TimeSpan.FromDays(1);
        var begun = work.Time.GetUtcNow();
        for (var replica = 0; replica < 3; replica++)
        {
            await StartAsync();
        }

        await work.Time.AdvanceUntilAsync(() => cursors.Count >= 10, 5 * Second, "ten runs");

        Assert.True(work.Time.GetUtcNow() - begun >= 9 * TimeSpan.FromMinutes(1));
        Assert.Equal(cursors.Count, cursors.Distinct().Count());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_polled_on_after_the_clock_was_set_back(bool restart)
    {
        var first = await StartAsync();
        await work.Time.AdvanceUntilAsync(() => cursors.Count == 2, Second, "two runs");
        await SeeAsync(poll => poll is { LastRunAt: not null, Leased: false });
        if (restart)
        {
            await first.StopAsync(CancellationToken.None);
        }

        work.Time.SetBack(TimeSpan.FromDays(1));
        if (restart)
        {
            await StartAsync();
        }

        var begun = work.Time.GetUtcNow();
        await work.Time.AdvanceUntilAsync(() => cursors.Count == 3, Second, "another run");
        Assert.True(work.Time.GetUtcNow() - begun < TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Should_not_be_polled_by_two_at_once()
    {
        var release = new TaskCompletionSource();
        read = token => release.Task.WaitAsync(token);
        await StartAsync();
        await Wait.UntilAsync(() => cursors.Count == 1, "the first run");
        await StartAsync();

        await AdvanceAsync(TimeSpan.FromSeconds(100));

        Assert.Single(cursors);
        release.SetResult();
    }

    [Fact]
    public async Task Should_be_polled_at_once_when_called()
    {
        await StartAsync();
        await SeeAsync(poll => poll is { LastRunAt: not null, Leased: false });

        // The clock stands still: only the call can be the reason.
        await Polls().UpdateAsync("news:acme", Call, CancellationToken.None);
        await Wait.UntilAsync(
            () =>
            {
                signal.Wake();
                return cursors.Count >= 2;
            },
            "the second run"
        );

        bool Call(PollDocument poll)
        {
            poll.DueNow(work.Time.GetUtcNow());
            return true;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_start_again_with_a_connection_of_the_same_name_unless_it_keeps_its_cursor(bool stays)
    {
        outlives = stays;
        await StartAsync(work.Circuit(generation: "1"));
        await work.Time.AdvanceUntilAsync(() => cursors.Count == 2, Second, "two runs");
        foreach (var loop in loops)
        {
            await loop.StopAsync(CancellationToken.None);
        }

        await StartAsync(work.Circuit(generation: "2"));
        await work.Time.AdvanceUntilAsync(() => cursors.Count == 3, Second, "another run");

        Assert.Equal(stays ? Cursor(2) : null, cursors.Last());
    }

    [Fact]
    public async Task Should_stop_reading_once_its_connection_was_deleted()
    {
        var stopped = false;
        read = async token =>
        {
            token.Register(() => stopped = true);
            await Task.Delay(Timeout.Infinite, token);
        };
        await StartAsync();
        await Wait.UntilAsync(() => cursors.Count == 1, "the run");
        var poll = Assert.Single(await Polls().QueryAsync(PollDocument.ByOwner.Where("acme"), CancellationToken.None));
        Assert.True(await Polls().DeleteAsync(poll, CancellationToken.None));

        await work.Time.AdvanceUntilAsync(() => stopped, Second, "the end of the run");
    }

    [Fact]
    public async Task Should_keep_the_cursor_and_the_reason_when_a_run_fails_and_try_again()
    {
        read = _ => throw new InvalidOperationException("No paper.");
        await StartAsync();

        var poll = await SeeAsync(poll => poll.LastError is not null);

        Assert.Equal(("No paper.", null, false), (poll.LastError, poll.Cursor, poll.Leased));
        read = _ => Task.CompletedTask;
        await work.Time.AdvanceUntilAsync(() => cursors.Count >= 2, Second, "another try");
        await SeeAsync(poll => poll is { LastError: null, Cursor: not null });
        Assert.Equal([null, null], cursors.Take(2));
    }

    [Fact]
    public async Task Should_look_back_only_after_a_run_that_read_to_the_end()
    {
        lookBack = TimeSpan.FromHours(1);
        reach = Cursor(3);
        read = _ => throw new InvalidOperationException("No paper.");
        await StartAsync();
        await SeeAsync(poll => poll.LastError is not null);

        (reach, read) = (null, _ => Task.CompletedTask);
        await work.Time.AdvanceUntilAsync(() => cursors.Count >= 3, Second, "two more runs");

        Assert.Equal([null, Cursor(3), Cursor(4) - lookBack], cursors.Take(3));
    }

    [Fact]
    public async Task Should_be_taken_over_when_the_lease_of_a_dead_replica_ends()
    {
        var begun = work.Time.GetUtcNow();
        await Polls()
            .InsertAsync(
                new PollDocument
                {
                    Id = "news:acme",
                    Connection = "acme",
                    Owner = "acme",
                    Subject = "news",
                    Cursor = Cursor(7),
                    Leased = true,
                    DueAt = begun + work.Options.Lease,
                },
                CancellationToken.None
            );
        await StartAsync();

        await work.Time.AdvanceUntilAsync(() => !cursors.IsEmpty, Second, "the take-over");

        Assert.True(work.Time.GetUtcNow() >= begun + work.Options.Lease);
        Assert.Equal([Cursor(7)], cursors);
    }

    [Fact]
    public async Task Should_continue_what_an_earlier_release_has_polled()
    {
        await Polls()
            .InsertAsync(
                // Without a subject or a due time, and with the owner's id for the connection.
                new PollDocument
                {
                    Id = "news:acme@1",
                    Connection = "acme@1",
                    Cursor = Cursor(7),
                    LastRunAt = work.Time.GetUtcNow(),
                },
                CancellationToken.None
            );
        await StartAsync(work.Circuit(generation: "1"));

        await work.Time.AdvanceUntilAsync(() => !cursors.IsEmpty, Second, "the next run");

        Assert.Equal([Cursor(7)], cursors);
    }

    [Fact]
    public async Task Should_keep_its_lease_as_long_as_it_reads()
    {
        var release = new TaskCompletionSource();
        read = token => release.Task.WaitAsync(token);
        var later = work.Time.GetUtcNow() + (2 * work.Options.Lease);
        await StartAsync();
        await Wait.UntilAsync(() => cursors.Count == 1, "the run");

        while (work.Time.GetUtcNow() < later)
        {
            // The clock waits for a renewal instead of running ahead of a busy machine.
            await SeeAsync(poll => poll.Leased && poll.DueAt > work.Time.GetUtcNow() + (work.Options.Lease / 6));
            work.Time.Advance(10 * Second);
        }

        release.SetResult();
        await SeeAsync(poll => poll is { LastError: null, Cursor: not null });
    }

    [Fact]
    public async Task Should_stop_reading_once_another_replica_has_its_lease()
    {
        var stopped = false;
        read = async token =>
        {
            token.Register(() => stopped = true);
            await Task.Delay(Timeout.Infinite, token);
        };
        await StartAsync();
        await Wait.UntilAsync(() => cursors.Count == 1, "the run");
        await Polls()
            .UpdateAsync("news:acme", poll => (poll.LastError = "another one's") is not null, CancellationToken.None);

        await work.Time.AdvanceUntilAsync(() => stopped, Second, "the end of the run");

        await SeeAsync(poll => poll is { LastError: "another one's", Cursor: null });
    }

    [Fact]
    public async Task Should_be_left_alone_while_its_circuit_is_open()
    {
        var circuit = work.Circuit();
        circuit.Failed(
            new ConnectionProblemException(ConnectionProblem.Throttled, "Later.")
            {
                RetryAt = work.Time.GetUtcNow().AddMinutes(5),
            }
        );
        await StartAsync(circuit);

        await AdvanceAsync(TimeSpan.FromSeconds(290));
        Assert.Empty(cursors);
        await work.Time.AdvanceUntilAsync(() => !cursors.IsEmpty, Second, "the closing");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var loop in loops)
        {
            await loop.StopAsync(CancellationToken.None);
            loop.Dispose();
        }

        await file.DisposeAsync();
        await work.DisposeAsync();
    }

    private async Task<WorkLoop<PollDocument>> StartAsync(CircuitBreaker? circuit = null)
    {
        var loop = new WorkLoop<PollDocument>(
            Polls(),
            new PollWorker([new ScriptedPoller(this)], Polls(), work.Options, work.Time),
            signal,
            new FixedCircuits(circuit ?? work.Circuit()),
            work.Options,
            work.Time,
            NullLogger<WorkLoop<PollDocument>>.Instance
        );
        loops.Add(loop);
        await loop.StartAsync(CancellationToken.None);
        return loop;
    }

    /// <summary>Moves the clock on second by second, and gives the loops the time to answer each.</summary>
    private Task AdvanceAsync(TimeSpan by)
    {
        var end = work.Time.GetUtcNow() + by;
        return work.Time.AdvanceUntilAsync(
            () => work.Time.GetUtcNow() >= end,
            TimeSpan.FromSeconds(10),
            "time to pass"
        );
    }

    private async Task<PollDocument> SeeAsync(Func<PollDocument, bool> condition)
    {
        PollDocument? poll = null;
        await Wait.UntilAsync(
            async () =>
                (poll = await Polls().FindAsync("news:acme", CancellationToken.None)) is not null && condition(poll),
            "the poll to change"
        );
        return poll!;
    }

    private IDocuments<PollDocument> Polls() => file.Open().Open(PollDocument.Collection);

    private static DateTimeOffset Cursor(int run) =>
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(run);

    private sealed class ScriptedPoller(When_an_external_system_is_polled test) : Poller
    {
        public override string Subject => "news";

        public override bool KeepsCursorOnDelete => test.outlives;

        public override TimeSpan Interval(string connection) => TimeSpan.FromMinutes(1);

        public override DateTimeOffset? StartFrom(string connection, DateTimeOffset? cursor) => cursor - test.lookBack;

        public override async Task<DateTimeOffset?> PollAsync(
            string connection,
            DateTimeOffset? cursor,
            Func<DateTimeOffset, Task> checkpoint,
            CancellationToken cancellationToken
        )
        {
            test.cursors.Enqueue(cursor);
            if (test.reach is { } reached)
            {
                await checkpoint(reached);
            }

            await test.read(cancellationToken);
            return (cursor ?? Cursor(0)).AddDays(1);
        }
    }
}
