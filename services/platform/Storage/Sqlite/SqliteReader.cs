using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crossdock.Platform.Storage.Sqlite;

/// <summary>
/// Reads on pool threads. SQLite works synchronously: without a limit, many reads at once would occupy the whole pool.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class SqliteReader(Func<SqliteConnection> open) : IDisposable
{
    private readonly SemaphoreSlim turns = new(MaxConcurrency);
    private readonly ConcurrentBag<SqliteSession> idle = [];
    private volatile bool disposed;

    public static int MaxConcurrency { get; } = Math.Max(4, Environment.ProcessorCount);

    /// <summary>Runs a query when its turn comes. The token ends the wait and interrupts the running statement.</summary>
    public async Task<TResult> ReadAsync<TResult>(
        string sql,
        IReadOnlyList<(string Name, object Value)> values,
        Func<SqliteCommand, TResult> read,
        CancellationToken cancellationToken
    )
    {
        await turns.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Read(sql, values, read, cancellationToken), cancellationToken);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException(e.Message, e, cancellationToken);
        }
        finally
        {
            turns.Release();
        }
    }

    public void Dispose()
    {
        disposed = true;
        while (idle.TryTake(out var session))
        {
            session.Dispose();
        }
    }

    private TResult Read<TResult>(
        string sql,
        IReadOnlyList<(string Name, object Value)> values,
        Func<SqliteCommand, TResult> read,
        CancellationToken cancellationToken
    )
    {
        var session = idle.TryTake(out var kept) ? kept : new SqliteSession(open());
        var done = false;
        try
        {
            // SqliteCommand.Cancel does nothing.
            using var interruption = cancellationToken.Register(() => raw.sqlite3_interrupt(session.Connection.Handle));
            var result = read(session.Command(sql, values));
            done = !disposed;
            return result;
        }
        finally
        {
            if (done)
            {
                idle.Add(session);
            }
            else
            {
                // After an error the next read begins with a new connection.
                session.Dispose();
            }
        }
    }
}
