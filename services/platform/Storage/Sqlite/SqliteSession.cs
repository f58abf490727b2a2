using Microsoft.Data.Sqlite;

namespace Crossdock.Platform.Storage.Sqlite;

/// <summary>A connection for one user at a time, with the statements that it has run: preparing one costs more than running it.</summary>
internal sealed class SqliteSession(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> commands = new(StringComparer.Ordinal);

    public SqliteConnection Connection => connection;

    /// <summary>The statement with these values, to be run before the next one is asked for.</summary>
    /// <param name="sql">One of a bounded number of texts: values are parameters.</param>
    /// <param name="values">A value for each of its parameters; the same names each time.</param>
    public SqliteCommand Command(string sql, IReadOnlyList<(string Name, object Value)> values)
    {
        if (!commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (name, value) in values)
            {
                command.Parameters.AddWithValue(name, value);
            }

            commands.Add(sql, command);
            return command;
        }

        for (var i = 0; i < values.Count; i++)
        {
            command.Parameters[i].Value = values[i].Value;
        }

        return command;
    }

    public void Dispose()
    {
        foreach (var command in commands.Values)
        {
            command.Dispose();
        }

        connection.Dispose();
    }
}
