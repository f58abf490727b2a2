using Microsoft.Data.Sqlite;

namespace Crossdock.Platform.Storage.Sqlite;

/// <summary>All tables of a file, for backup and restore.</summary>
internal static class SqliteContent
{
    /// <summary>As the file was at the first read: services go on writing meanwhile.</summary>
    public static IEnumerable<StoredDocument> Read(Func<SqliteConnection> open)
    {
        using var connection = open();
        using var snapshot = connection.BeginTransaction(deferred: true);
        foreach (var table in Tables(connection, snapshot))
        {
            using var command = Command(connection, snapshot, $"SELECT id, version, body FROM {table}");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                yield return new(table, reader.GetString(0), reader.GetInt64(1), reader.GetString(2));
            }
        }
    }

    public static void Write(Func<SqliteConnection> open, IReadOnlyCollection<StoredDocument> documents)
    {
        using var connection = open();
        using var transaction = connection.BeginTransaction();
        foreach (var collection in documents.GroupBy(document => document.Collection, StringComparer.Ordinal))
        {
            SqliteStore.Execute(connection, SqliteStore.Table(collection.Key), transaction);
            using var insert = Command(
                connection,
                transaction,
                $"INSERT INTO {collection.Key} VALUES ($id, $version, $body)"
            );
            var (id, version, body) = (Parameter("$id"), Parameter("$version"), Parameter("$body"));
            foreach (var document in collection)
            {
                (id.Value, version.Value, body.Value) = (document.Id, document.Version, document.Body);
                insert.ExecuteNonQuery();
            }

            SqliteParameter Parameter(string name) => insert.Parameters.AddWithValue(name, null);
        }

        transaction.Commit();
    }

    private static List<string> Tables(SqliteConnection connection, SqliteTransaction snapshot)
    {
        using var command = Command(
            connection,
            snapshot,
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        );
        using var reader = command.ExecuteReader();
        var tables = new List<string>();
        while (reader.Read())
        {
            tables.Add(reader.GetString(0));
        }

        return tables;
    }

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string sql)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command;
    }
}
