using System.Net;
using System.Net.Http.Json;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;

namespace Crossdock.Connections.Tests;

/// <summary>What people do with a connection that is there.</summary>
public sealed class When_a_connection_is_tested_disabled_and_deleted : WarehouseThroughTheApi
{
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
        Assert.Equal((false, true, false), ((bool)bad["ok"]!, (bool)bad["reached"]!, (bool)bad["signedIn"]!));
        Assert.Contains("ApiPassword", (string?)bad["message"], StringComparison.Ordinal);
        Assert.DoesNotContain("another one", $"{bad}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_call_nothing_while_it_is_disabled_and_resume_when_enabled()
    {
        await PutAsync(Bergen());
        await AskedForStockAsync();

        await Adapter.Http.PostAsync("/api/v1/warehouses/acme/disable", null, None);
        Assert.Equal("disabled", (string?)(await Adapter.SeeAsync("acme"))["state"]);
        await SilentAsync();

        var before = await CallsAsync();
        await Adapter.Http.PostAsync("/api/v1/warehouses/acme/enable", null, None);
        await Wait.UntilAsync(async () => await CallsAsync() > before, Wait.Timeout, () => "calls after the pause");
    }

    [Fact]
    public async Task Should_be_gone_once_deleted()
    {
        await PutAsync(Bergen());

        var answer = await Adapter.Http.DeleteAsync("/api/v1/warehouses/acme", None);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Adapter.Http.GetAsync("/api/v1/warehouses/acme", None)).StatusCode
        );
        await SilentAsync();
    }

    [Fact]
    public async Task Should_leave_what_comes_from_configuration_to_it_but_pause_it()
    {
        await using var configured = await AdapterHost.StartAsync(
            new WmsAdapterModule(),
            Folder,
            [
                ("Warehouses:files:Kind", "FileDrop"),
                ("Warehouses:files:Merchant", "acme"),
                ("Warehouses:files:Folder", Folder.Of("drop")),
                ("Connections:OutgoingAddresses:0", "203.0.113.7"),
            ]
        );

        var put = await configured.Http.PutAsJsonAsync("/api/v1/warehouses/files", Bergen(), None);
        var delete = await configured.Http.DeleteAsync("/api/v1/warehouses/files", None);
        var pause = await configured.Http.PostAsync("/api/v1/warehouses/files/disable", null, None);

        Assert.Equal(
            (HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.OK),
            (put.StatusCode, delete.StatusCode, pause.StatusCode)
        );
        var shown = await configured.SeeAsync("files");
        Assert.Equal(
            ("configuration", "disabled", "203.0.113.7"),
            ((string?)shown["source"], (string?)shown["state"], (string?)shown["outgoingAddresses"]![0])
        );
    }
}
