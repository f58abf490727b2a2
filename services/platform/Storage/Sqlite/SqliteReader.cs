using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Crossdock.Platform.Storage.Sqlite;

/// <summary>
/// Reads on pool threads. SQLite works synchronously: without a limit, many reads at once would occupy the whole pool.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore without a wait handle holds nothing.")]
internal sealed class SqliteReader(Func<SqliteConnection> open)
{
    private readonly SemaphoreSlim turns = new(MaxConcurrency);

    public static int MaxConcurrency { get; } = Math.Max(4, Environment.ProcessorCount);

    /// <summary>Runs a query when its turn comes. The token ends the wait and interrupts the running statement.</summary>
    public async Task<TResult> ReadAsync<TResult>(
        string sql,
        IEnumerable<(string Name, object Value)> values,
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

    private TResult Read<TResult>(
        string sql,
        IEnumerable<(string Name, object Value)> values,
        Func<SqliteCommand, TResult> read,
        CancellationToken cancellationToken
    )
    {
        using var connection = open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        // SqliteCommand.Cancel does nothing.
        using var interruption = cancellationToken.Register(() => raw.sqlite3_interrupt(connection.Handle));
        return read(command);
    }
}
