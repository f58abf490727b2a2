using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.TestSupport;

namespace Crossdock.Platform.Tests.Storage;

/// <summary>A SQLite file of its own for each test.</summary>
public sealed class SqliteFile : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<SqliteStore> stores = [];

    public string Path => folder.Of("store.db");

    public SqliteStore Open(UnreadableDocuments? unreadable = null)
    {
        var store = new SqliteStore(Path, unreadable);
        stores.Add(store);
        return store;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }

        folder.Dispose();
    }
}

public sealed class When_documents_are_written_to_sqlite : WritingContract
{
    private readonly SqliteFile file = new();

    protected override IDocumentStore OpenStore() => file.Open();

    public override ValueTask DisposeAsync() => file.DisposeAsync();
}

public sealed class When_documents_are_looked_for_in_sqlite : QueryContract
{
    private readonly SqliteFile file = new();

    protected override IDocumentStore OpenStore() => file.Open();

    public override ValueTask DisposeAsync() => file.DisposeAsync();
}

public sealed class When_a_list_is_read_page_by_page_in_sqlite : PagingContract
{
    private readonly SqliteFile file = new();

    protected override IDocumentStore OpenStore() => file.Open();

    public override ValueTask DisposeAsync() => file.DisposeAsync();
}

public sealed class When_a_document_in_sqlite_cannot_be_read : UnreadableContract
{
    private readonly SqliteFile file = new();

    protected override IDocumentStore OpenStore() => file.Open(Unreadable);

    public override ValueTask DisposeAsync() => file.DisposeAsync();
}

public sealed class When_replicas_share_a_sqlite_file : RacingContract
{
    private readonly SqliteFile file = new();

    protected override IDocumentStore OpenStore() => file.Open();

    public override ValueTask DisposeAsync() => file.DisposeAsync();
}

public sealed class When_a_sqlite_file_is_backed_up : BackupContract
{
    private readonly SqliteFile file = new();
    private readonly SqliteFile other = new();

    protected override IDocumentStore OpenStore() => file.Open();

    protected override IStoreContent OpenEmpty() => other.Open();

    public override async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        await other.DisposeAsync();
    }
}
