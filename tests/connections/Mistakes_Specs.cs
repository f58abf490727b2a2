using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.CartAdapter;
using Crossdock.Platform.Connections;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Connections.Tests;

/// <summary>What people get wrong at the endpoints, or do in an odd order.</summary>
public sealed class When_a_connection_is_saved_wrongly : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private AdapterHost adapter = null!;
    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync() => adapter = await StartAsync();

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        folder.Dispose();
    }

    [Theory]
    [InlineData("ShipmentPollInterval", "soon")]
    [InlineData("InventoryPollInterval", "0")]
    [InlineData("FullInventoryInterval", "now and then")]
    [InlineData("ShipmentPollInterval", "90.00:00:00")]
    public async Task Should_name_a_pace_that_cannot_be_kept(string setting, string value)
    {
        var answer = await PutAsync("shed", Shed(settings: (setting, value)));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"Warehouses:shed:{setting}", await TextAsync(answer));
    }

    [Fact]
    public async Task Should_reject_an_address_with_a_query_string()
    {
        var bergen = Shed(kind: "Bergen", settings: ("Address", "https://bergen.invalid/publicapiws.asmx?key=hidden"));

        var answer = await PutAsync("shed", bergen);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await TextAsync(answer);
        Assert.Contains("Warehouses:shed:Address holds a query", text);
        Assert.DoesNotContain("hidden", text);
    }

    [Fact]
    public async Task Should_name_the_pace_of_a_cart_too()
    {
        await using var cart = await AdapterHost.StartAsync(
            new CartAdapterModule(),
            folder,
            ("Store:Directory", folder.Of("cart"))
        );
        var files = Shed(settings: [("EarliestOrderDate", "2026-01-01"), ("OrderPollInterval", "soon")]);

        var answer = await cart.Http.PutAsJsonAsync("/api/v1/carts/files", files, None);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Carts:files:OrderPollInterval", await TextAsync(answer));
    }

    [Fact]
    public async Task Should_stay_of_its_kind_however_that_is_written()
    {
        await PutAsync("shed", Shed(kind: "filedrop"));

        Assert.Equal(HttpStatusCode.OK, (await PutAsync("shed", Shed())).StatusCode);
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("Merchant")]
    public async Task Should_not_hide_its_kind_or_merchant_among_the_settings(string setting)
    {
        var answer = await PutAsync("shed", Shed(settings: (setting, "FileDrop")));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("beside the settings", await TextAsync(answer));
    }

    [Fact]
    public async Task Should_be_gone_once_deleted_though_it_was_unusable()
    {
        await PutAsync("shed", Shed());
        await adapter.DisposeAsync();
        Directory.Delete(Path.Combine(folder.Of("data"), "keys"), recursive: true);
        adapter = await StartAsync();
        Assert.Equal("unusable", (string?)(await adapter.SeeAsync("shed"))["state"]);

        await adapter.Http.DeleteAsync("/api/v1/warehouses/shed", None);

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await adapter.Http.GetAsync("/api/v1/warehouses/shed", None)).StatusCode
        );
    }

    [Fact]
    public async Task Should_be_followed_by_a_replica_that_missed_its_end()
    {
        await PutAsync("shed", Shed());
        await using var replica = await StartAsync(("Work:PollInterval", "01:00:00"));
        Assert.Equal("active", (string?)(await replica.SeeAsync("shed"))["state"]);

        await adapter.Http.DeleteAsync("/api/v1/warehouses/shed", None);
        await PutAsync("shed", Shed(merchant: "other"));
        await replica.Services.GetRequiredService<ConnectionSet<IWarehouse>>().RefreshAsync(None);

        Assert.Equal("other", (string?)(await replica.SeeAsync("shed"))["merchant"]);
    }

    [Fact]
    public async Task Should_not_be_disabled_under_a_name_that_it_has_not()
    {
        await using var configured = await StartAsync(
            ("Warehouses:files:Kind", "FileDrop"),
            ("Warehouses:files:Merchant", "acme"),
            ("Warehouses:files:Folder", folder.Path)
        );

        var answer = await configured.Http.PostAsync("/api/v1/warehouses/FILES/disable", null, None);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("{", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("null", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"settings":{"Folder":7}}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("""{"kind":"FileDrop","setings":{}}""", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{}", "text/plain", HttpStatusCode.UnsupportedMediaType)]
    public async Task Should_say_that_a_body_cannot_be_read(string body, string type, HttpStatusCode status)
    {
        using var content = new StringContent(body, Encoding.UTF8, type);

        var answer = await adapter.Http.PutAsync("/api/v1/warehouses/shed", content, None);

        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("cannot be read", await TextAsync(answer));
    }

    [Fact]
    public async Task Should_say_where_it_cannot_be_encrypted_and_change_nothing()
    {
        await File.WriteAllTextAsync(folder.Of("no-folder"), "", None);
        await using var keyless = await StartAsync(("Secrets:Keys", Path.Combine(folder.Of("no-folder"), "keys")));

        var answer = await keyless.Http.PutAsJsonAsync("/api/v1/warehouses/shed", Shed(), None);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("Secrets:Keys", await TextAsync(answer));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await keyless.Http.GetAsync("/api/v1/warehouses/shed", None)).StatusCode
        );
    }

    private Task<AdapterHost> StartAsync(params (string Key, string? Value)[] settings) =>
        AdapterHost.StartAsync(new WmsAdapterModule(), folder, settings);

    private JsonObject Shed(
        string kind = "FileDrop",
        string merchant = "acme",
        params (string Name, string Value)[] settings
    )
    {
        var all = kind == "Bergen" ? new JsonObject() : new JsonObject { ["Folder"] = folder.Path };
        foreach (var (name, value) in settings)
        {
            all[name] = value;
        }

        return new()
        {
            ["kind"] = kind,
            ["merchant"] = merchant,
            ["settings"] = all,
        };
    }

    private Task<HttpResponseMessage> PutAsync(string name, JsonObject connection) =>
        adapter.Http.PutAsJsonAsync($"/api/v1/warehouses/{name}", connection, None);

    private static Task<string> TextAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(None);
}
