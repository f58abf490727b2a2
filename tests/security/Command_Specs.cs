using Crossdock.OrderRouter;
using Crossdock.Platform.Hosting;
using Crossdock.TestSupport;
using Microsoft.Data.Sqlite;

namespace Crossdock.Security.Tests;

/// <summary>The command <c>keys</c>, as a person types it.</summary>
public sealed class When_keys_are_made_by_command : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("add", "--role", "read")]
    [InlineData("add", "ops")]
    [InlineData("add", "ops", "--role", "king")]
    [InlineData("withdraw")]
    [InlineData("withdraw", "--help")]
    [InlineData]
    public async Task Should_not_take_an_option_for_a_name(params string[] words) =>
        Assert.Equal(2, await KeysAsync([.. words, "--new-store"]));

    [Theory]
    [InlineData("add", "ops", "--role", "read")]
    [InlineData("withdraw", "ops")]
    [InlineData("list")]
    public async Task Should_make_no_store_where_there_is_none(params string[] words)
    {
        Assert.Equal(2, await KeysAsync(words));

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Should_go_into_the_store_that_is_there_or_a_new_one_where_that_is_said()
    {
        Assert.Equal(0, await KeysAsync("add", "ops", "--new-store", "--role", "read"));
        Assert.Equal(0, await KeysAsync("add", "grafana", "--role", "read"));

        Assert.Equal("grafana,ops", Execute("SELECT group_concat(id) FROM (SELECT id FROM api_keys ORDER BY id)"));
    }

    [Fact]
    public async Task Should_make_none_without_a_record()
    {
        Assert.Equal(0, await KeysAsync("add", "ops", "--role", "read", "--new-store"));
        Execute("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END");

        Assert.Equal(1, await KeysAsync("add", "other", "--role", "read"));
        Assert.Equal(1, await KeysAsync("withdraw", "ops"));

        Assert.Equal("ops", Execute("SELECT group_concat(id) FROM api_keys"));
    }

    private Task<int> KeysAsync(params string[] words) =>
        ServiceHost.RunAsync(["keys", .. words, $"--Store:Directory={folder.Path}"], new OrderRouterModule());

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={folder.Of("order-router.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
