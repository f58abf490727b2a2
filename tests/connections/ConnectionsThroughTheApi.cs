using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.CartAdapter;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Connections.Tests;

/// <summary>A running cart-adapter with the connection <c>acme</c> to a cart in the sandbox, set up for OAuth; nobody has let us in yet.</summary>
public abstract class CartThroughTheApi : IAsyncLifetime
{
    private readonly SandboxOptions options = new() { Urls = "http://127.0.0.1:0" };
    private WebApplication sandbox = null!;

    private protected TemporaryFolder Folder { get; } = new();
    private protected AdapterHost Adapter { get; private set; } = null!;
    private protected static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        options.Data = Folder.Of("sandbox");
        sandbox = await SandboxServer.StartAsync(options);
        Adapter = await AdapterHost.StartAsync(new CartAdapterModule(), Folder);
        (await PutAsync(OAuth())).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Adapter.DisposeAsync();
        await sandbox.DisposeAsync();
        Folder.Dispose();
    }

    private protected JsonObject OAuth() =>
        new()
        {
            ["ClientId"] = options.QuickBooksCommerce.ClientId,
            ["ClientSecret"] = options.QuickBooksCommerce.ClientSecret,
            ["RedirectUri"] = $"{Adapter.Http.BaseAddress}oauth/carts/acme",
        };

    private protected async Task PlaceOrderAsync(string number)
    {
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress() };
        using var answer = await http.PostAsJsonAsync(
            "/sandbox/orders",
            new { number, lines = new[] { new { sku = "MUG-BLU", quantity = 2 } } },
            None
        );
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Sets <c>acme</c> up, to read from the beginning unless the settings say otherwise.</summary>
    private protected async Task<HttpResponseMessage> PutAsync(JsonObject settings)
    {
        settings["Address"] = $"{sandbox.BaseAddress()}qbc";
        settings["OrderPollInterval"] = "00:00:00.3";
        settings["EarliestOrderDate"] ??= "2020-01-01";
        return await Adapter.Http.PutAsJsonAsync(
            "/api/v1/carts/acme",
            new JsonObject
            {
                ["kind"] = "QuickBooksCommerce",
                ["merchant"] = "acme",
                ["settings"] = settings,
            },
            None
        );
    }

    private protected async Task<Uri> PageAsync()
    {
        using var answer = await Adapter.Http.PostAsync("/api/v1/carts/acme/authorization", null, None);
        answer.EnsureSuccessStatusCode();
        return new Uri((string)(await answer.Content.ReadFromJsonAsync<JsonNode>(None))!["address"]!);
    }

    /// <summary>Opens the page; the sandbox's merchant always says yes.</summary>
    /// <returns>Where the browser is sent.</returns>
    private protected static async Task<Uri> BackAsync(Uri page)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var answer = await browser.GetAsync(page, None);
        return answer.Headers.Location!;
    }

    private protected static async Task<HttpResponseMessage> ComeBackAsync(Uri page)
    {
        using var browser = new HttpClient();
        return await browser.GetAsync(await BackAsync(page), None);
    }

    private protected static async Task<(bool Ok, bool SignedIn)> SignedInAsync(AdapterHost at)
    {
        using var answer = await at.Http.PostAsync("/api/v1/carts/acme/test", null, None);
        var test = (await answer.Content.ReadFromJsonAsync<JsonNode>(None))!;
        return ((bool)test["ok"]!, (bool)test["signedIn"]!);
    }
}
