using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Crossdock.Platform.Storage.Sqlite;

internal static class SqliteDocuments
{
    /// <summary>The expression of a field: queries and indexes must spell it alike, or SQLite does not see that they belong together.</summary>
    public static string Field(string name) => $"json_extract(body, '$.{name}')";
}

internal sealed class SqliteDocuments<T>(
    CollectionDefinition<T> definition,
    SqliteReader reader,
    SqliteWriter writer,
    UnreadableDocuments unreadable
) : IDocuments<T>
    where T : Document
{
    private readonly string insert =
        $"INSERT INTO {definition.Name} (id, version, body) VALUES ($id, 1, $body) ON CONFLICT (id) DO NOTHING";
    private readonly string replace =
        $"UPDATE {definition.Name} SET version = version + 1, body = $body WHERE id = $id AND version = $version";
    private readonly string delete = $"DELETE FROM {definition.Name} WHERE id = $id AND version = $version";
    private readonly string find = $"SELECT id, version, body FROM {definition.Name} WHERE id = $id";

    public async Task<bool> InsertAsync(T document, CancellationToken cancellationToken)
    {
        var inserted = await writer.WriteAsync(insert, document.Id, 0, Write(document), cancellationToken);
        document.Version = inserted ? 1 : document.Version;
        return inserted;
    }

    public async Task<bool> ReplaceAsync(T document, CancellationToken cancellationToken)
    {
        var replaced = await writer.WriteAsync(
            replace,
            document.Id,
            document.Version,
            Write(document),
            cancellationToken
        );
        document.Version += replaced ? 1 : 0;
        return replaced;
    }

    public Task<bool> DeleteAsync(T document, CancellationToken cancellationToken) =>
        writer.WriteAsync(delete, document.Id, document.Version, null, cancellationToken);

    public async Task<T?> FindAsync(string id, CancellationToken cancellationToken) =>
        (await ReadAsync(find, [("$id", id)], Rows, cancellationToken))
            .Select(row => UnreadableDocuments.ReadOne(definition, row, IdOf, Read))
            .SingleOrDefault();

    public async Task<IReadOnlyList<T>> QueryAsync(Query<T> query, CancellationToken cancellationToken)
    {
        var (sql, values) = ToSql(unreadable.WithRoom(definition, query));
        return unreadable.Read(definition, query, await ReadAsync(sql, values, Rows, cancellationToken), IdOf, Read);
    }

    public Task<int> CountAsync(Query<T> query, CancellationToken cancellationToken)
    {
        var (sql, values) = ToSql(query, "1");
        return ReadAsync(
            $"SELECT COUNT(*) FROM ({sql})",
            values,
            command => Convert.ToInt32(command.ExecuteScalar()),
            cancellationToken
        );
    }

    /// <summary>The query in SQL, with the values for its parameters.</summary>
    internal (string Sql, List<(string, object)> Values) ToSql(Query<T> query, string columns = "id, version, body")
    {
        if (!definition.Indexes.Contains(query.Index))
        {
            throw new ArgumentException($"{definition.Name} does not declare the index of this query.", nameof(query));
        }

        var fields = query.Index.Fields.Select(SqliteDocuments.Field).ToList();
        var values = new List<(string, object)>();
        var conditions = new List<string>();
        for (var i = 0; i < query.Equal.Count; i++)
        {
            Add(fields[i], "=", query.Equal[i]);
        }

        Add(fields.ElementAtOrDefault(query.Equal.Count), ">=", query.From);
        Add(fields.ElementAtOrDefault(query.Equal.Count), "<=", query.To);

        AddAfter([.. fields.Skip(query.Equal.Count)]);

        var sql = new StringBuilder($"SELECT {columns} FROM {definition.Name}");
        if (conditions.Count > 0)
        {
            sql.Append(" WHERE ").AppendJoin(" AND ", conditions);
        }

        // Fields with a value are left out: SQLite does not see that they are constant here, and would sort all that match.
        var order = fields.Skip(query.Equal.Count).Select(f => query.Descending ? f + " DESC" : f);
        if (query.Equal.Count < fields.Count)
        {
            sql.Append(" ORDER BY ").AppendJoin(", ", order);
        }

        // A parameter as well: each text is prepared once and kept.
        sql.Append(" LIMIT $limit");
        values.Add(("$limit", query.Limit));
        return (sql.ToString(), values);

        void Add(string? field, string comparison, object? value)
        {
            if (value is not null)
            {
                conditions.Add($"{field} {comparison} {Parameter(value)}");
            }
        }

        void AddAfter(List<string> rest)
        {
            if (query.After.Count > 0)
            {
                // SQLite does not search an index of expressions by a row of values: the first of them takes it there.
                Add(rest[0], query.Descending ? "<=" : ">=", query.After[0]);
                var row = string.Join(", ", query.After.Select(Parameter));
                conditions.Add($"({string.Join(", ", rest)}) {(query.Descending ? '<' : '>')} ({row})");
            }
        }

        string Parameter(object value)
        {
            values.Add(($"$p{values.Count}", DocumentJson.ToIndexed(value)));
            return values[^1].Item1;
        }
    }

    private static List<(string Id, long Version, byte[] Body)> Rows(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        var rows = new List<(string, long, byte[])>();
        while (reader.Read())
        {
            // The text's own UTF-8, which the parser takes as it is.
            rows.Add((reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        }

        return rows;
    }

    private static string IdOf((string Id, long Version, byte[] Body) row) => row.Id;

    private static T Read((string Id, long Version, byte[] Body) row)
    {
        var document = JsonSerializer.Deserialize<T>(row.Body, DocumentJson.Options)!;
        (document.Id, document.Version) = (row.Id, row.Version);
        return document;
    }

    private async Task<TResult> ReadAsync<TResult>(
        string sql,
        IReadOnlyList<(string Name, object Value)> values,
        Func<SqliteCommand, TResult> read,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await reader.ReadAsync(sql, values, read, cancellationToken);
        }
        catch (SqliteException e)
        {
            throw new StoreUnavailableException($"{definition.Name} cannot be read: {e.Message}", e);
        }
    }

    private static string Write(T document) => JsonSerializer.Serialize(document, DocumentJson.Options);
}
