using System.Net;
using Crossdock.TestSupport;

namespace Crossdock.Connections.Tests;

/// <summary>A warehouse connection created through the API of a running wms-adapter, against the sandbox.</summary>
public sealed class When_a_connection_is_created_while_the_service_runs : WarehouseThroughTheApi
{
    [Fact]
    public async Task Should_work_at_once()
    {
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Bergen())).StatusCode);

        await AskedForStockAsync();
        Assert.Equal("active", (string?)(await Adapter.SeeAsync("acme"))["state"]);
    }

    [Fact]
    public async Task Should_work_at_the_other_replicas_and_after_a_restart_too()
    {
        await using var replica = await StartAsync();
        await PutAsync(Bergen());

        await Wait.UntilAsync(
            async () => (await replica.Http.GetAsync("/api/v1/warehouses/acme", None)).StatusCode == HttpStatusCode.OK,
            Wait.Timeout,
            () => "the connection at the other replica"
        );

        await Adapter.DisposeAsync();
        Adapter = await StartAsync();
        Assert.Equal("Bergen", (string?)(await Adapter.SeeAsync("acme"))["kind"]);
    }

    [Fact]
    public async Task Should_show_no_secret_and_store_none_that_can_be_read()
    {
        await PutAsync(Bergen());

        var shown = await Adapter.SeeAsync("acme");

        Assert.Equal("********", (string?)shown["settings"]!["ApiPassword"]);
        Assert.Equal(Options.Bergen.UserName, (string?)shown["settings"]!["ApiUsername"]);
        foreach (var file in Directory.GetFiles(Folder.Of("data")))
        {
            await using var read = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var text = new StreamReader(read, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(Password, await text.ReadToEndAsync(None), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("********")]
    public async Task Should_keep_a_secret_that_is_left_out_or_sent_back_masked(string? password)
    {
        await PutAsync(Bergen());
        var again = Bergen();
        _ = password is null
            ? Settings(again).Remove("ApiPassword")
            : (Settings(again)["ApiPassword"] = password) is null;

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(again)).StatusCode);

        Assert.True((bool)(await TestAsync())["ok"]!);
    }

    [Fact]
    public async Task Should_say_which_setting_is_missing_and_change_nothing()
    {
        var incomplete = Bergen();
        Settings(incomplete).Remove("ApiUsername");

        var answer = await PutAsync(incomplete);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "Warehouses:acme:ApiUsername is missing",
            await answer.Content.ReadAsStringAsync(None),
            StringComparison.Ordinal
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Adapter.Http.GetAsync("/api/v1/warehouses/acme", None)).StatusCode
        );
    }

    [Fact]
    public async Task Should_not_turn_into_another_kind()
    {
        await PutAsync(Bergen());
        var other = Bergen();
        other["kind"] = "FileDrop";
        Settings(other)["Folder"] = Folder.Of("drop");

        var answer = await PutAsync(other);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("another name", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_so_where_the_keys_of_its_secrets_are_gone()
    {
        await PutAsync(Bergen());
        await Adapter.DisposeAsync();
        Directory.Delete(Path.Combine(Folder.Of("data"), "keys"), recursive: true);

        Adapter = await StartAsync();

        var shown = await Adapter.SeeAsync("acme");
        Assert.Equal("unusable", (string?)shown["state"]);
        Assert.Contains("Secrets:Keys", (string?)shown["reason"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Bergen())).StatusCode);
        Assert.Equal("active", (string?)(await Adapter.SeeAsync("acme"))["state"]);
    }
}
