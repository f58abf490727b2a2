using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Sandbox;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Connections.Tests;

/// <summary>A warehouse set up at the doors of a running wms-adapter, against the sandbox.</summary>
public sealed class When_a_connection_is_set_up_while_the_service_runs : IAsyncLifetime
{
    private const string Password = "sandbox-password-for-specs";
    private readonly TemporaryFolder folder = new();
    private readonly SandboxOptions options = new() { Urls = "http://127.0.0.1:0" };
    private WebApplication sandbox = null!;
    private AdapterHost adapter = null!;
    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        options.Data = folder.Of("sandbox");
        options.Bergen.Password = Password;
        sandbox = await SandboxServer.StartAsync(options);
        adapter = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        await sandbox.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Should_work_at_once()
    {
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Bergen())).StatusCode);

        await AskedForStockAsync();
        Assert.Equal("on", (string?)(await adapter.SeeAsync("acme"))["state"]);
    }

    [Fact]
    public async Task Should_work_at_the_other_replicas_and_after_a_restart_too()
    {
        await using var replica = await StartAsync();
        await PutAsync(Bergen());

        await Wait.UntilAsync(
            async () =>
                (await replica.Http.GetAsync("/connections/acme", None)).StatusCode
                == HttpStatusCode.OK,
            Wait.Patience,
            () => "the connection at the other replica"
        );

        await adapter.DisposeAsync();
        adapter = await StartAsync();
        Assert.Equal("Bergen", (string?)(await adapter.SeeAsync("acme"))["kind"]);
    }

    [Fact]
    public async Task Should_show_no_secret_and_store_none_that_can_be_read()
    {
        await PutAsync(Bergen());

        var shown = await adapter.SeeAsync("acme");

        Assert.Equal("********", (string?)shown["settings"]!["ApiPassword"]);
        Assert.Equal(options.Bergen.UserName, (string?)shown["settings"]!["ApiUsername"]);
        foreach (var file in Directory.GetFiles(folder.Of("data")))
        {
            await using var read = new FileStream(
                file,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite
            );
            using var text = new StreamReader(read, System.Text.Encoding.Latin1);
            Assert.DoesNotContain(
                Password,
                await text.ReadToEndAsync(None),
                StringComparison.Ordinal
            );
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
            (await adapter.Http.GetAsync("/connections/acme", None)).StatusCode
        );
    }

    [Fact]
    public async Task Should_not_turn_into_another_kind()
    {
        await PutAsync(Bergen());
        var other = Bergen();
        other["kind"] = "FileDrop";
        Settings(other)["Folder"] = folder.Of("drop");

        var answer = await PutAsync(other);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(
            "another name",
            await answer.Content.ReadAsStringAsync(None),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_tell_a_good_connection_from_a_wrong_password()
    {
        await PutAsync(Bergen());
        var good = await TestAsync();
        var wrong = Bergen();
        Settings(wrong)["ApiPassword"] = "another one";
        await PutAsync(wrong);
        var bad = await TestAsync();

        Assert.True((bool)good["ok"]!, $"{good}");
        Assert.Equal(
            (false, true, false),
            ((bool)bad["ok"]!, (bool)bad["reached"]!, (bool)bad["signedIn"]!)
        );
        Assert.Contains("ApiPassword", (string?)bad["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("another one", $"{bad}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_go_nowhere_while_it_is_paused_and_on_when_enabled()
    {
        await PutAsync(Bergen());
        await AskedForStockAsync();

        await adapter.Http.PostAsync("/connections/acme/pause", null, None);
        Assert.Equal("held", (string?)(await adapter.SeeAsync("acme"))["state"]);
        await SilentAsync();

        var before = await CallsAsync();
        await adapter.Http.PostAsync("/connections/acme/enable", null, None);
        await Wait.UntilAsync(
            async () => await CallsAsync() > before,
            Wait.Patience,
            () => "calls after the pause"
        );
    }

    [Fact]
    public async Task Should_be_gone_once_deleted()
    {
        await PutAsync(Bergen());

        var answer = await adapter.Http.DeleteAsync("/connections/acme", None);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await adapter.Http.GetAsync("/connections/acme", None)).StatusCode
        );
        await SilentAsync();
    }

    [Fact]
    public async Task Should_leave_what_comes_from_configuration_to_it_but_pause_it()
    {
        await using var configured = await AdapterHost.StartAsync(
            new WmsAdapterModule(),
            folder,
            [
                ("Warehouses:files:Kind", "FileDrop"),
                ("Warehouses:files:Merchant", "acme"),
                ("Warehouses:files:Folder", folder.Of("drop")),
                ("Connections:OutgoingAddresses:0", "203.0.113.7"),
            ]
        );

        var put = await configured.Http.PutAsJsonAsync("/connections/files", Bergen(), None);
        var delete = await configured.Http.DeleteAsync("/connections/files", None);
        var pause = await configured.Http.PostAsync("/connections/files/pause", null, None);

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.OK),
            (put.StatusCode, delete.StatusCode, pause.StatusCode)
        );
        var shown = await configured.SeeAsync("files");
        Assert.Equal(
            ("configuration", "held", "203.0.113.7"),
            (
                (string?)shown["source"],
                (string?)shown["state"],
                (string?)shown["outgoingAddresses"]![0]
            )
        );
    }

    [Fact]
    public async Task Should_say_so_where_the_keys_of_its_secrets_are_gone()
    {
        await PutAsync(Bergen());
        await adapter.DisposeAsync();
        Directory.Delete(Path.Combine(folder.Of("data"), "keys"), recursive: true);

        adapter = await StartAsync();

        var shown = await adapter.SeeAsync("acme");
        Assert.Equal("unusable", (string?)shown["state"]);
        Assert.Contains("Secrets:Keys", (string?)shown["reason"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Bergen())).StatusCode);
        Assert.Equal("on", (string?)(await adapter.SeeAsync("acme"))["state"]);
    }

    private Task<AdapterHost> StartAsync() =>
        AdapterHost.StartAsync(new WmsAdapterModule(), folder);

    private JsonObject Bergen() =>
        new()
        {
            ["kind"] = "Bergen",
            ["merchant"] = "acme",
            ["settings"] = new JsonObject
            {
                ["Address"] = $"{sandbox.BaseAddress()}bergen/publicapiws.asmx",
                ["AccountWebAddress"] = options.Bergen.WebAddress,
                ["ApiUsername"] = options.Bergen.UserName,
                ["ApiPassword"] = Password,
                ["Warehouse"] = "BERGEN LOGISTICS NJ",
                ["InventoryEvery"] = "00:00:00.3",
                ["ShipmentsEvery"] = "00:00:00.3",
            },
        };

    private static JsonObject Settings(JsonObject connection) => connection["settings"]!.AsObject();

    private Task<HttpResponseMessage> PutAsync(JsonObject connection) =>
        adapter.Http.PutAsJsonAsync("/connections/acme", connection, None);

    private async Task<JsonNode> TestAsync()
    {
        using var answer = await adapter.Http.PostAsync("/connections/acme/test", null, None);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(None))!;
    }

    private Task AskedForStockAsync() =>
        Wait.UntilAsync(async () => await CallsAsync() > 0, Wait.Patience, () => "the first calls");

    /// <summary>Waits until nothing more goes out: two looks at the sandbox's books, several polls apart, agree.</summary>
    private async Task SilentAsync()
    {
        var last = -1;
        await Wait.UntilAsync(
            async () =>
            {
                var now = await CallsAsync();
                var silent = now == last;
                last = now;
                await Task.Delay(TimeSpan.FromSeconds(1), None);
                return silent;
            },
            Wait.Patience,
            () => "silence"
        );
    }

    private async Task<int> CallsAsync()
    {
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress() };
        var calls = await http.GetFromJsonAsync<JsonNode>("/sandbox/calls", None);
        return calls!["calls"]!.AsObject().Sum(call => (int)call.Value!);
    }
}
