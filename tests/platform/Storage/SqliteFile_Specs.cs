using System.Runtime.Versioning;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.StoreWriter;
using Crossdock.TestSupport;
using Microsoft.Data.Sqlite;

namespace Crossdock.Platform.Tests.Storage;

public sealed class When_a_sqlite_file_has_a_life_of_its_own : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Should_still_have_everything_when_it_is_opened_again()
    {
        var first = file.Open();
        await first.Open(Parcel.Collection).InsertAsync(new Parcel { Id = "a" }, None);
        await first.DisposeAsync();

        var again = file.Open().Open(Parcel.Collection);

        Assert.NotNull(await again.FindAsync("a", None));
    }

    [Fact]
    public async Task Should_have_all_that_a_killed_process_called_stored()
    {
        await using var writer = Writer("killed", 100_000);
        await Wait.UntilAsync(() => writer.Lines.Count > 50, "the writer to write");
        await writer.KillAsync();
        Assert.NotEqual(100_000, writer.Lines.Count);

        var tallies = file.Open().Open(Tally.Collection);

        foreach (var id in writer.Lines)
        {
            Assert.NotNull(await tallies.FindAsync(id, None));
        }

        Assert.InRange((await tallies.FindAsync(Tally.Shared, None))!.Count, writer.Lines.Count, int.MaxValue);
        Assert.True(await tallies.InsertAsync(new Tally { Id = "after" }, None));
    }

    [Fact]
    public async Task Should_lose_no_update_of_two_processes()
    {
        const int Turns = 150;
        await using var one = Writer("one", Turns);
        await using var two = Writer("two", Turns);

        Assert.Equal((0, 0), (await one.EndedAsync(), await two.EndedAsync()));

        var tallies = file.Open().Open(Tally.Collection);
        Assert.Equal(2 * Turns, (await tallies.FindAsync(Tally.Shared, None))!.Count);
    }

    [Fact]
    public async Task Should_not_say_stored_while_another_process_holds_the_file()
    {
        var parcels = file.Open().Open(Parcel.Collection);
        await using var other = Connect();
        Execute(other, "BEGIN IMMEDIATE");
        var writes = Enumerable
            .Range(0, 20)
            .Select(i => parcels.InsertAsync(new Parcel { Id = $"{i}" }, None))
            .ToList();
        Assert.Null(await parcels.FindAsync("0", None));
        Assert.DoesNotContain(writes, write => write.IsCompleted);

        Execute(other, "ROLLBACK");

        Assert.All(await Task.WhenAll(writes), Assert.True);
        Assert.Equal(20L, Scalar(other, "SELECT count(*) FROM parcels"));
    }

    [Fact]
    public async Task Should_say_that_it_cannot_write_and_write_when_it_can_again()
    {
        var parcels = file.Open().Open(Parcel.Collection);
        await using var other = Connect();
        Execute(other, "ALTER TABLE parcels RENAME TO elsewhere");

        var writes = Enumerable.Range(0, 5).Select(i => parcels.InsertAsync(new Parcel { Id = $"{i}" }, None));
        foreach (var write in writes.ToList())
        {
            await Assert.ThrowsAsync<StoreUnavailableException>(() => write);
        }

        await Assert.ThrowsAsync<StoreUnavailableException>(() => parcels.FindAsync("0", None));
        Execute(other, "ALTER TABLE elsewhere RENAME TO parcels");
        Assert.True(await parcels.InsertAsync(new Parcel { Id = "0" }, None));
    }

    [Fact]
    public async Task Should_write_what_was_given_to_it_before_it_closes_and_nothing_after()
    {
        var store = file.Open();
        var parcels = store.Open(Parcel.Collection);
        var before = Enumerable
            .Range(0, 50)
            .Select(i => parcels.InsertAsync(new Parcel { Id = $"{i}" }, None))
            .ToList();

        await store.DisposeAsync();

        Assert.All(await Task.WhenAll(before), Assert.True);
        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            parcels.InsertAsync(new Parcel { Id = "late" }, None)
        );
    }

    [Fact]
    public async Task Should_refuse_a_name_that_is_none() =>
        Assert.Throws<ArgumentException>(() =>
            file.Open().Open(new CollectionDefinition<Parcel>("parcels; DROP TABLE parcels"))
        );

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Should_let_only_its_owner_read_the_folder_the_file_and_the_journals()
    {
        var folder = file.Path + ".d";
        await using var store = new SqliteStore(Path.Combine(folder, "store.db"));
        await store.Open(Parcel.Collection).InsertAsync(new Parcel { Id = "a" }, None);

        const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        Assert.Equal(OwnFile | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        Assert.Equal(
            [("store.db", OwnFile), ("store.db-shm", OwnFile), ("store.db-wal", OwnFile)],
            Directory.GetFiles(folder).Order().Select(path => (Path.GetFileName(path), File.GetUnixFileMode(path)))
        );
    }

    [Fact]
    public async Task Should_name_the_file_that_cannot_be_opened()
    {
        await File.WriteAllTextAsync(file.Path, "");
        var below = Path.Combine(file.Path, "store.db");

        var refusal = Assert.Throws<StoreUnavailableException>(() => new SqliteStore(below));

        Assert.Contains(below, refusal.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private ChildProcess Writer(string name, int turns) =>
        ChildProcess.Start("dotnet", ["exec", typeof(Tally).Assembly.Location, file.Path, name, $"{turns}"], []);

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql) => Scalar(connection, sql);

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
