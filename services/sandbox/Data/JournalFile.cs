using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Crossdock.Sandbox.Data;

/// <summary>
/// The database on disk. Write-ahead logging with synchronous=NORMAL: a committed change survives a killed process, which is what the
/// sandbox promises.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly SqliteCommand put;
    private readonly SqliteCommand delete;

    public JournalFile(string folder)
    {
        Directory.CreateDirectory(folder);
        var file = new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(folder, "sandbox.db"),
            Pooling = false,
        };
        connection = new SqliteConnection(file.ToString());
        connection.Open();
        using var create = Command(
            """
            PRAGMA journal_mode=WAL;
            PRAGMA synchronous=NORMAL;
            CREATE TABLE IF NOT EXISTS journal(name TEXT NOT NULL, id INTEGER NOT NULL, json TEXT NOT NULL, PRIMARY KEY(name, id)) WITHOUT ROWID
            """
        );
        create.ExecuteNonQuery();
        put = Command(
            "INSERT INTO journal(name, id, json) VALUES($name, $id, $json) ON CONFLICT(name, id) DO UPDATE SET json = excluded.json",
            "$name",
            "$id",
            "$json"
        );
        delete = Command("DELETE FROM journal WHERE name = $name AND id = $id", "$name", "$id");
    }

    public IEnumerable<string> Read(string table)
    {
        using var command = Command("SELECT json FROM journal WHERE name = $name ORDER BY id", "$name");
        command.Parameters["$name"].Value = table;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return reader.GetString(0);
        }
    }

    /// <summary>Writes all entries in one transaction.</summary>
    public void Write(List<Entry> entries)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var (table, id, record) in entries)
        {
            var command = record is null ? delete : put;
            command.Transaction = transaction;
            command.Parameters["$name"].Value = table;
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
        put.Dispose();
        delete.Dispose();
        connection.Dispose();
    }

    private SqliteCommand Command(string text, params string[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The constant texts above only.
        command.CommandText = text;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }

        return command;
    }
}
