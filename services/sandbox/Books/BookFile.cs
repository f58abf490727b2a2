using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Crossdock.Sandbox.Books;

/// <summary>
/// The books on disk. Write-ahead logging with synchronous=NORMAL: what is committed survives the death of the process,
/// which is what the sandbox promises.
/// </summary>
internal sealed class BookFile : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _delete;

    public BookFile(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "sandbox.db"),
            Pooling = false,
        };
        _connection = new SqliteConnection(file.ToString());
        _connection.Open();
        Run("PRAGMA journal_mode=WAL");
        Run("PRAGMA synchronous=NORMAL");
        Run(
            "CREATE TABLE IF NOT EXISTS book(shelf TEXT NOT NULL, id INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY(shelf, id)) WITHOUT ROWID"
        );
        _put = Prepared(
            "INSERT INTO book(shelf, id, json) VALUES($shelf, $id, $json) ON CONFLICT(shelf, id) DO UPDATE SET json = excluded.json",
            "$json"
        );
        _delete = Prepared("DELETE FROM book WHERE shelf = $shelf AND id = $id");
    }

    public IEnumerable<string> Read(string shelf)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = "SELECT json FROM book WHERE shelf = $shelf ORDER BY id";
        command.Parameters.AddWithValue("$shelf", shelf);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader.GetString(0);
        }
    }

    /// <summary>Writes all entries in one transaction.</summary>
    public void Write(List<Entry> entries)
    {
        using var transaction = _connection.BeginTransaction();
        foreach (var (shelf, id, record) in entries)
        {
            var command = record is null ? _delete : _put;
            command.Transaction = transaction;
            command.Parameters["$shelf"].Value = shelf;
            command.Parameters["$id"].Value = id;
            if (record is not null)
            {
                command.Parameters["$json"].Value = JsonSerializer.Serialize(record, record.GetType());
            }
            command.ExecuteNonQuery();
        }
        transaction.Commit();
    }

    public void Dispose()
    {
        _put.Dispose();
        _delete.Dispose();
        _connection.Dispose();
    }

    private void Run(string pragma)
    {
        using var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Only the constant texts above come here.
        command.CommandText = pragma;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string text, params string[] more)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Only the constant texts above come here.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in (string[])["$shelf", "$id", .. more])
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
        return command;
    }
}
