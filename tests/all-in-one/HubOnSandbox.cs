using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
using Crossdock.Platform.Api;
using Crossdock.Platform.Hosting;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Crossdock.AllInOne.Tests;

/// <summary>
/// The whole hub in this process, before a sandbox over HTTP. It polls once at its start and then once a day, so that what happens in the
/// sandbox afterwards happens behind its back; the warehouse ships nothing unasked.
/// </summary>
public abstract class HubOnSandbox : IAsyncLifetime
{
    private readonly TemporaryFolder data = new();
    private WebApplication? sandbox;
    private WebApplication? hub;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The sandbox's control endpoints.</summary>
    protected HttpClient Sandbox { get; } = new();

    /// <summary>The hub's API, with a key for everything.</summary>
    protected HttpClient Hub { get; } = new();

    protected IServiceProvider Services => hub!.Services;

    /// <summary>Where the hub listens; null for any free port, and no webhooks.</summary>
    protected virtual int? Port => null;

    /// <summary>Set before everything else.</summary>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Changes => [];

    public async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions
        {
            Pace = new SandboxPace { ImportMilliseconds = 20, StageMilliseconds = 86_400_000 },
        };
        options.QuickBooksCommerce.RateLimited = false;
        sandbox = await SandboxServer.StartAsync(options, Ct);
        Sandbox.BaseAddress = new Uri(sandbox.BaseAddress(), "sandbox/");
        using var client = new SandboxClient(sandbox.BaseAddress());
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{Port ?? 0}");
        var catalog = await client.CatalogAsync(Ct);
        builder.Configuration.AddInMemoryCollection(
            HubSettings.For(new Options { Once = true }, data.Path, options, sandbox.BaseAddress(), Port, catalog)
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Carts:acme-cart:OrderPollInterval"] = "1.00:00:00",
                ["Carts:acme-cart:WebhookSecret"] = Port is null ? null : options.QuickBooksCommerce.ClientSecret,
                ["Warehouses:acme-warehouse:ShipmentPollInterval"] = "1.00:00:00",
                ["Warehouses:acme-warehouse:InventoryPollInterval"] = "1.00:00:00",
            }
        );
        builder.Configuration.AddInMemoryCollection(Changes);
        hub = ServiceHost.Build(builder, new CartAdapterModule(), new OrderRouterModule(), new WmsAdapterModule());
        await hub.StartAsync(Ct);
        Hub.BaseAddress = new Uri($"{hub.Urls.First()}/api/v1/");
        Hub.DefaultRequestHeaders.Authorization = new(
            "Bearer",
            await Services.GetRequiredService<ApiKeyStore>().AddAsync("kim", Role.Admin, Ct)
        );
        await Wait.UntilAsync(() => HasPolledAsync<ICart>("orders:acme-cart"), "the first poll of orders");
        if (Port is not null)
        {
            await Wait.UntilAsync(() => HasPolledAsync<ICart>("webhooks:acme-cart"), "the subscription of webhooks");
        }

        await Wait.UntilAsync(() => HasPolledAsync<IWarehouse>("shipments:acme-warehouse"), "the first of shipments");
    }

    public async ValueTask DisposeAsync()
    {
        await (hub?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
        Sandbox.Dispose();
        Hub.Dispose();
        data.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Places an order of two blue mugs in the cart.</summary>
    protected async Task<JsonObject> PlaceAsync(string number, object? order = null)
    {
        using var answer = await Sandbox.PostAsJsonAsync(
            "orders",
            order ?? new { number, lines = new[] { new { sku = "MUG-BLU", quantity = 2 } } },
            Ct
        );
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
    }

    /// <summary>Places an order and has the hub take it in.</summary>
    protected async Task<JsonObject> PlaceAndPullAsync(string number)
    {
        var placed = await PlaceAsync(number);
        await PostAsync("orders/pull", new { connection = "acme-cart", number });
        return placed;
    }

    protected async Task<JsonObject> ControlAsync(string path, object? body = null)
    {
        using var answer = await Sandbox.PostAsJsonAsync(path, body ?? new { }, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(Ct))!;
    }

    protected async Task<JsonNode?> PostAsync(string path, object body)
    {
        using var answer = await Hub.PostAsJsonAsync(path, body, Ct);
        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length > 0 ? JsonNode.Parse(text) : null;
    }

    /// <summary>The order as the router shows it; null if it has none of this number.</summary>
    protected async Task<JsonObject?> OrderAsync(string number)
    {
        var page = await Hub.GetFromJsonAsync<JsonObject>($"orders?number={Uri.EscapeDataString(number)}", Ct);
        return page!["items"]!.AsArray().FirstOrDefault()?.AsObject();
    }

    protected async Task<JsonObject> UntilAsync(string number, string status)
    {
        await Wait.UntilAsync(
            async () => (string?)(await OrderAsync(number))?["status"] == status,
            Wait.Timeout,
            async () => $"{number} to be {status}: {await OrderAsync(number)}"
        );
        return (await OrderAsync(number))!;
    }

    protected async Task<JsonObject> TicketAsync(string number) =>
        (await Sandbox.GetFromJsonAsync<JsonArray>($"tickets?po={Uri.EscapeDataString(number)}", Ct))!
            .Last()!
            .AsObject();

    private async Task<bool> HasPolledAsync<TSystem>(string id) =>
        await Services.GetRequiredKeyedService<IDocuments<PollDocument>>(typeof(TSystem)).FindAsync(id, Ct)
            is { LastRunAt: not null };
}
