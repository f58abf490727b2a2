using Crossdock.Platform.Storage.Sqlite;
using Crossdock.TestSupport;
using Microsoft.Data.Sqlite;

namespace Crossdock.Platform.Tests.Storage;

public sealed class When_sqlite_reads : IDisposable
{
    private readonly SqliteReader reader = new(() =>
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    });
    private readonly ManualResetEventSlim release = new();
    private readonly CancellationTokenSource cancellation = new();

    [Fact]
    public async Task Should_interrupt_a_running_statement_when_the_read_is_canceled()
    {
        const string Endless =
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n WHERE cancel(i)";

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            reader.ReadAsync(
                Endless,
                [],
                command =>
                {
                    command.Connection!.CreateFunction<long, bool>("cancel", Cancel);
                    return command.ExecuteScalar();
                },
                cancellation.Token
            )
        );
    }

    [Fact]
    public async Task Should_leave_a_read_waiting_without_a_thread_while_as_many_run_as_may_and_let_it_be_canceled()
    {
        var running = 0;
        var reads = Enumerable
            .Range(0, SqliteReader.MaxConcurrency)
            .Select(_ => reader.ReadAsync("SELECT 1", [], Hold, CancellationToken.None))
            .ToList();
        var canceled = reader.ReadAsync("SELECT 1", [], Hold, cancellation.Token);
        var last = reader.ReadAsync("SELECT 1", [], Hold, CancellationToken.None);
        await Wait.UntilAsync(
            () => Volatile.Read(ref running) == SqliteReader.MaxConcurrency,
            "as many reads as may run"
        );

        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => canceled);
        Assert.Equal(SqliteReader.MaxConcurrency, running);

        release.Set();
        await Task.WhenAll([.. reads, last]);
        Assert.Equal(SqliteReader.MaxConcurrency + 1, running);

        bool Hold(SqliteCommand command)
        {
            Interlocked.Increment(ref running);
            release.Wait();
            return true;
        }
    }

    public void Dispose()
    {
        release.Set();
        release.Dispose();
        cancellation.Dispose();
    }

    private bool Cancel(long row)
    {
        cancellation.Cancel();
        return true;
    }
}
