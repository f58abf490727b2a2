using Crossdock.Platform.Storage;
using Crossdock.Platform.Storage.Sqlite;
using Crossdock.TestSupport;

namespace Crossdock.Platform.Tests.Hosting;

/// <summary>The commands of a service's program, as an operator gives them.</summary>
public sealed class When_a_store_is_backed_up_by_command : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Should_restore_it_to_a_fresh_place()
    {
        var backup = await BackupAsync();

        var (code, output) = await CommandAsync("fresh", "restore", backup);

        Assert.True(code == 0, output);
        var (_, keys) = await CommandAsync("fresh", "keys", "list");
        Assert.Contains("anna", keys, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_keep_other_people_from_reading_it()
    {
        var backup = await BackupAsync();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(backup));
        }
    }

    [Fact]
    public async Task Should_refuse_to_restore_over_what_is_there()
    {
        var backup = await BackupAsync();

        var (code, output) = await CommandAsync("first", "restore", backup);

        Assert.Equal(
            (2, true),
            (code, output.Contains("The store of order-router is not empty", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("something else", "cannot be read as a backup")]
    [InlineData(null, "missing.backup")]
    public async Task Should_say_in_one_line_that_a_file_is_no_backup(string? content, string says)
    {
        if (content is not null)
        {
            await File.WriteAllTextAsync(folder.Of("missing.backup"), content);
        }

        var (code, output) = await CommandAsync("fresh", "restore", folder.Of("missing.backup"));

        Assert.NotEqual(0, code);
        Assert.Contains(says, output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));
    }

    [Fact]
    public async Task Should_not_start_a_version_on_a_store_of_a_later_form()
    {
        await BackupAsync();
        await using (var store = new SqliteStore(folder.Of("first/order-router.db")))
        {
            var marks = store.Open(StoreMark.Collection);
            await marks.UpdateAsync(StoreMark.TheOne, Later, CancellationToken.None);
        }

        var (code, output) = await CommandAsync("first", "--Bus:Transport", "InMemory");

        Assert.Equal(2, code);
        Assert.StartsWith("A later version has used this store", output, StringComparison.Ordinal);
        Assert.Single(output.Trim().Split('\n'));

        static bool Later(StoreMark mark)
        {
            mark.Form++;
            return true;
        }
    }

    public void Dispose() => folder.Dispose();

    private async Task<string> BackupAsync()
    {
        await CommandAsync("first", "keys", "add", "anna", "--role", "read", "--new-store");
        var (code, output) = await CommandAsync("first", "backup", folder.Of("a.backup"));
        Assert.True(code == 0, output);
        return folder.Of("a.backup");
    }

    private async Task<(int Code, string Output)> CommandAsync(string place, params string[] words)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Store:Directory"] = folder.Of(place),
        };
        await using var service = new ServiceProcess("order-router", "Crossdock.OrderRouter", settings);
        return await service.CommandAsync(words);
    }
}
