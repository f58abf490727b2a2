using System.Threading.Channels;
using Microsoft.Data.Sqlite;

namespace Crossdock.Platform.Storage.Sqlite;

/// <summary>
/// Writes what arrives meanwhile in one transaction: a commit reaches the disk (synchronous = FULL) once for many documents instead of
/// once for each, and nobody is told "stored" before it is.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int MaxAtOnce = 256;
    private readonly Channel<Write> writes = Channel.CreateBounded<Write>(4 * MaxAtOnce);
    private readonly Func<SqliteConnection> open;
    private readonly Task loop;

    public SqliteWriter(Func<SqliteConnection> open)
    {
        this.open = open;
        loop = Task.Run(RunAsync);
    }

    /// <returns>Whether a row was changed.</returns>
    public async Task<bool> WriteAsync(
        string sql,
        string id,
        long version,
        string? body,
        CancellationToken cancellationToken
    )
    {
        var write = new Write(sql, id, version, body);
        try
        {
            await writes.Writer.WriteAsync(write, cancellationToken);
        }
        catch (ChannelClosedException e)
        {
            throw new StoreUnavailableException("The store has been closed.", e);
        }

        // Once it is in the queue it will be written: the caller must learn how that went, even when it would rather stop.
        return await write.Done.Task;
    }

    public async ValueTask DisposeAsync()
    {
        writes.Writer.TryComplete();
        await loop;
    }

    private async Task RunAsync()
    {
        var batch = new List<Write>(MaxAtOnce);
        while (await writes.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxAtOnce && writes.Reader.TryRead(out var write))
            {
                batch.Add(write);
            }

            Commit(batch);
            batch.Clear();
        }
    }

    private void Commit(List<Write> batch)
    {
        try
        {
            using var connection = open();
            using var transaction = connection.BeginTransaction(deferred: false);
            var changed = batch.ConvertAll(write => write.Execute(connection, transaction));
            transaction.Commit();
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done.TrySetResult(changed[i]);
            }
        }
        catch (SqliteException e)
        {
            Fail(batch, new StoreUnavailableException($"The store cannot be written: {e.Message}", e));
        }
        catch (Exception e)
        {
            Fail(batch, e);
        }
    }

    private static void Fail(List<Write> batch, Exception e) => batch.ForEach(write => write.Done.TrySetException(e));

    private sealed record Write(string Sql, string Id, long Version, string? Body)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Execute(SqliteConnection connection, SqliteTransaction transaction)
        {
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = Sql;
            command.Parameters.AddWithValue("$id", Id);
            command.Parameters.AddWithValue("$version", Version);
            command.Parameters.AddWithValue("$body", (object?)Body ?? DBNull.Value);
            return command.ExecuteNonQuery() > 0;
        }
    }
}
