using Crossdock.Platform.Storage;
using Crossdock.TestSupport;
using Microsoft.Data.Sqlite;

namespace Crossdock.Platform.Tests.Storage;

public sealed class When_a_store_is_asked_whether_it_works : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly FakeTime time = new();
    private readonly StoreProbe probe;

    public When_a_store_is_asked_whether_it_works() =>
        probe = new StoreProbe(
            new LateDocuments<ProbeDocument>(() => file.Open().Open(ProbeDocument.Collection)),
            time
        );

    [Fact]
    public async Task Should_write_to_know()
    {
        await probe.TryAsync();

        Assert.Equal(1, Version());
    }

    [Fact]
    public async Task Should_not_write_more_often_than_every_few_seconds()
    {
        for (var i = 0; i < 20; i++)
        {
            await probe.TryAsync();
        }

        Assert.Equal(1, Version());
        time.Advance(TimeSpan.FromSeconds(6));
        await probe.TryAsync();
        Assert.Equal(2, Version());
    }

    [Fact]
    public async Task Should_not_say_yes_while_it_is_locked_though_it_can_be_read()
    {
        await probe.TryAsync();
        await using var other = Connect();
        Execute(other, "BEGIN IMMEDIATE");
        time.Advance(TimeSpan.FromSeconds(6));

        var answer = probe.TryAsync();
        Assert.Same(answer, probe.TryAsync());
        Assert.Equal(1, Version());
        Assert.False(answer.IsCompleted);

        Execute(other, "ROLLBACK");
        await answer;
        Assert.Equal(2, Version());
    }

    [Fact]
    public async Task Should_say_what_is_wrong_and_try_again_at_once()
    {
        await probe.TryAsync();
        await using var other = Connect();
        Execute(other, "ALTER TABLE health RENAME TO elsewhere");
        time.Advance(TimeSpan.FromSeconds(6));

        await Assert.ThrowsAsync<StoreUnavailableException>(probe.TryAsync);
        Execute(other, "ALTER TABLE elsewhere RENAME TO health");

        await probe.TryAsync();
    }

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private long Version()
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT version FROM health";
        return (long)command.ExecuteScalar()!;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={file.Path};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
