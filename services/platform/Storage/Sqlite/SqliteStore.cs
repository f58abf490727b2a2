using System.Text.RegularExpressions;
using Crossdock.Platform.Settings;
using Microsoft.Data.Sqlite;

namespace Crossdock.Platform.Storage.Sqlite;

/// <summary>
/// One SQLite file per service: the embedded store. A collection is a table of id, version and JSON; its indexes are on the JSON's
/// own fields. Several processes may use the file at once (WAL; writers take turns).
/// </summary>
public sealed partial class SqliteStore : IStoreContent, IAsyncDisposable
{
    private readonly string connectionString;
    private readonly SqliteReader reader;
    private readonly SqliteWriter writer;
    private readonly UnreadableDocuments unreadable;

    /// <param name="path">The file; it and its folder are made where they are missing.</param>
    /// <param name="unreadable">Where documents are reported that cannot be read.</param>
    /// <exception cref="StoreUnavailableException">The file cannot be opened.</exception>
    public SqliteStore(string path, UnreadableDocuments? unreadable = null)
    {
        this.unreadable = unreadable ?? new UnreadableDocuments();
        Path = System.IO.Path.GetFullPath(path);
        connectionString = new SqliteConnectionStringBuilder { DataSource = Path, DefaultTimeout = 30 }.ToString();
        try
        {
            PrivateFolder.Create(System.IO.Path.GetDirectoryName(Path)!);
            // SQLite gives the journals beside the file the file's own permissions.
            PrivateFolder.CreateFile(Path);
            using var connection = Connect();
            // Kept by the file from now on.
            Execute(connection, "PRAGMA journal_mode = WAL");
        }
        catch (Exception e) when (e is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"The store {Path} cannot be opened: {e.Message}", e);
        }

        reader = new SqliteReader(Connect);
        writer = new SqliteWriter(ConnectDurably);
    }

    /// <summary>The file's full path.</summary>
    public string Path { get; }

    public IDocuments<T> Open<T>(CollectionDefinition<T> definition)
        where T : Document
    {
        if (!Name().IsMatch(definition.Name))
        {
            throw new ArgumentException($"{definition.Name} is no name for a collection.", nameof(definition));
        }

        try
        {
            using var connection = Connect();
            Execute(connection, Table(definition.Name));
            foreach (var index in definition.Indexes)
            {
                Execute(
                    connection,
                    $"CREATE INDEX IF NOT EXISTS {definition.Name}_by_{string.Join('_', index.Fields)} ON {definition.Name} ({string.Join(", ", index.Fields.Select(SqliteDocuments.Field))})"
                );
            }
        }
        catch (SqliteException e)
        {
            throw new StoreUnavailableException($"The collection {definition.Name} cannot be opened: {e.Message}", e);
        }

        return new SqliteDocuments<T>(definition, reader, writer, unreadable);
    }

    public StoreProvider Provider => StoreProvider.Sqlite;

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredDocument> ReadAllAsync(string first, CancellationToken cancellationToken) =>
        SqliteContent.Read(Connect).ToAsyncEnumerable();

    /// <inheritdoc/>
    public Task WriteAllAsync(IReadOnlyCollection<StoredDocument> documents, CancellationToken cancellationToken)
    {
        foreach (var name in documents.Select(document => document.Collection).Distinct(StringComparer.Ordinal))
        {
            if (!Name().IsMatch(name))
            {
                throw new ArgumentException($"{name} is no name for a collection.", nameof(documents));
            }
        }

        SqliteContent.Write(ConnectDurably, documents);
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await writer.DisposeAsync();
        reader.Dispose();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(connectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Opens a connection whose commits have reached the disk when they return.</summary>
    private SqliteConnection ConnectDurably()
    {
        var connection = Connect();
        Execute(connection, "PRAGMA synchronous = FULL");
        return connection;
    }

    internal static string Table(string name) =>
        $"CREATE TABLE IF NOT EXISTS {name} (id TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID";

    internal static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        command.ExecuteNonQuery();
    }

    [GeneratedRegex("^[a-z_]{1,40}$", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
