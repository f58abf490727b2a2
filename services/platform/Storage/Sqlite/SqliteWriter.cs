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
    private SqliteSession? session;

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
        session?.Dispose();
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
            var current = session ??= new SqliteSession(open());
            using var transaction = current.Connection.BeginTransaction(deferred: false);
            var changed = batch.ConvertAll(write => write.Execute(current, transaction));
            transaction.Commit();
            for (var i = 0; i < batch.Count; i++)
            {
                batch[i].Done.TrySetResult(changed[i]);
            }
        }
        catch (SqliteException e)
        {
            Reconnect();
            Fail(batch, new StoreUnavailableException($"The store cannot be written: {e.Message}", e));
        }
        catch (Exception e)
        {
            Reconnect();
            Fail(batch, e);
        }
    }

    /// <summary>After an error the next batch begins with a new connection.</summary>
    private void Reconnect()
    {
        session?.Dispose();
        session = null;
    }

    private static void Fail(List<Write> batch, Exception e) => batch.ForEach(write => write.Done.TrySetException(e));

    private sealed record Write(string Sql, string Id, long Version, string? Body)
    {
        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool Execute(SqliteSession session, SqliteTransaction transaction)
        {
            var command = session.Command(
                Sql,
                [("$id", Id), ("$version", Version), ("$body", (object?)Body ?? DBNull.Value)]
            );
            command.Transaction = transaction;
            return command.ExecuteNonQuery() > 0;
        }
    }
}
