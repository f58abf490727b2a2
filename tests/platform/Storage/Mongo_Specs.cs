using Crossdock.Platform.Storage;
using MongoDB.Bson;
using MongoDB.Driver;

namespace Crossdock.Platform.Tests.Storage;

public sealed class When_documents_are_written_to_mongodb : WritingContract
{
    private readonly MongoDatabase database = new();

    protected override IDocumentStore OpenStore() => database.Open();

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}

public sealed class When_documents_are_looked_for_in_mongodb : QueryContract
{
    private readonly MongoDatabase database = new();

    protected override IDocumentStore OpenStore() => database.Open();

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}

public sealed class When_a_list_is_read_page_by_page_in_mongodb : PagingContract
{
    private readonly MongoDatabase database = new();

    protected override IDocumentStore OpenStore() => database.Open();

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}

public sealed class When_a_document_in_mongodb_cannot_be_read : UnreadableContract
{
    private readonly MongoDatabase database = new();

    protected override IDocumentStore OpenStore() => database.Open(Unreadable);

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}

public sealed class When_replicas_share_a_mongodb_database : RacingContract
{
    private readonly MongoDatabase database = new();

    protected override IDocumentStore OpenStore() => database.Open();

    public override ValueTask DisposeAsync() => database.DisposeAsync();
}

public sealed class When_a_mongodb_database_is_backed_up : BackupContract
{
    private readonly MongoDatabase database = new();
    private readonly MongoDatabase other = new();

    protected override IDocumentStore OpenStore() => database.Open();

    protected override IStoreContent OpenEmpty() => other.Open();

    public override async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await other.DisposeAsync();
    }
}

public sealed class When_a_mongodb_database_has_a_life_of_its_own : IAsyncDisposable
{
    private readonly MongoDatabase database = new();
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Should_make_the_declared_indexes_and_no_other()
    {
        database.Open().Open(Parcel.Collection);
        database.Open().Open(Parcel.Collection);

        using var cursor = await database.Raw("parcels").Indexes.ListAsync(None);
        var keys = (await cursor.ToListAsync(None)).Select(index => index["key"].ToJson());

        Assert.Equal(
            [
                """{ "Carrier" : 1, "LeftAt" : 1 }""",
                """{ "Order" : 1 }""",
                """{ "State" : 1, "Grams" : 1 }""",
                """{ "State" : 1, "LeftAt" : 1, "_id" : 1 }""",
                """{ "_id" : 1 }""",
            ],
            keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Should_pass_over_what_a_newer_release_stored()
    {
        var parcels = database.Open().Open(Parcel.Collection);
        await parcels.InsertAsync(new Parcel { Id = "a", Carrier = "UPS" }, None);
        await database
            .Raw("parcels")
            .ReplaceOneAsync(
                new BsonDocument("_id", "a"),
                new BsonDocument
                {
                    { "Version", 7L },
                    { "Carrier", "DHL" },
                    { "Drone", new BsonDocument("Wings", 4) },
                },
                cancellationToken: None
            );

        var found = await parcels.FindAsync("a", None);

        Assert.Equal((7L, "DHL"), (found!.Version, found.Carrier));
    }

    [Fact]
    public async Task Should_begin_no_write_that_is_not_wanted_any_more()
    {
        var parcels = database.Open().Open(Parcel.Collection);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            parcels.InsertAsync(new Parcel { Id = "a" }, new CancellationToken(canceled: true))
        );

        Assert.Null(await parcels.FindAsync("a", None));
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
