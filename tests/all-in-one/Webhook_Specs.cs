using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
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

/// <summary>The hub with everything on, except that it looks for orders once a day: whatever comes sooner came by webhook.</summary>
public sealed class When_an_order_is_placed_between_two_looks : IAsyncLifetime
{
    private const string OrderList = "qbc GET /orders";

    private readonly TemporaryFolder data = new();
    private readonly HttpClient sandboxEndpoints = new();
    private WebApplication? sandbox;
    private WebApplication? hub;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Find(1)[0];
        var options = new SandboxOptions();
        options.QuickBooksCommerce.RateLimited = false;
        sandbox = await SandboxServer.StartAsync(options, Ct);
        sandboxEndpoints.BaseAddress = sandbox.BaseAddress();
        using var client = new SandboxClient(sandbox.BaseAddress());
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        builder.Configuration.AddInMemoryCollection(
            HubSettings.For(
                new Options { Once = true },
                data.Path,
                options,
                sandbox.BaseAddress(),
                port,
                await client.CatalogAsync(Ct)
            )
        );
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?> { ["Carts:acme-cart:OrderPollInterval"] = "1.00:00:00" }
        );
        hub = ServiceHost.Build(builder, new CartAdapterModule(), new OrderRouterModule(), new WmsAdapterModule());
        await hub.StartAsync(Ct);
        // The look at the start is over, and the cart knows where to send its webhooks.
        await Wait.UntilAsync(
            async () => await HasRunAsync("orders") && await HasRunAsync("webhooks"),
            "the first look for orders and the subscription"
        );
    }

    public async ValueTask DisposeAsync()
    {
        await (hub?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (sandbox?.DisposeAsync() ?? ValueTask.CompletedTask);
        sandboxEndpoints.Dispose();
        data.Dispose();
    }

    [Fact]
    public async Task Should_be_with_the_warehouse_without_another_look()
    {
        var looks = await LooksAsync();
        var took = new List<TimeSpan>();
        for (var number = 1; number <= 10; number++)
        {
            var watch = Stopwatch.StartNew();
            await PlaceAsync($"WH-{number}");
            await Wait.UntilAsync(
                async () => await TicketsAsync($"WH-{number}") == 1,
                $"the pick ticket of WH-{number}"
            );
            took.Add(watch.Elapsed);
        }

        Assert.Equal(looks, await LooksAsync());
        took.Sort();
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"From the cart to the pick ticket: {took[0].TotalMilliseconds:0} ms at best, {took[5].TotalMilliseconds:0} ms in the middle, {took[^1].TotalMilliseconds:0} ms at worst, of {took.Count} orders."
            )
        );
    }

    private async Task<bool> HasRunAsync(string subject)
    {
        var polls = hub!.Services.GetRequiredKeyedService<IDocuments<PollDocument>>(typeof(ICart));
        return await polls.FindAsync($"{subject}:acme-cart", Ct) is { LastRunAt: not null };
    }

    private async Task PlaceAsync(string number)
    {
        using var answer = await sandboxEndpoints.PostAsJsonAsync(
            "/sandbox/orders",
            new { number, lines = new[] { new { sku = "MUG-BLU", quantity = 2 } } },
            Ct
        );
        answer.EnsureSuccessStatusCode();
    }

    private async Task<int> TicketsAsync(string number) =>
        (await sandboxEndpoints.GetFromJsonAsync<JsonArray>($"/sandbox/tickets?po={number}", Ct))!.Count;

    private async Task<int> LooksAsync() =>
        (int?)(await sandboxEndpoints.GetFromJsonAsync<JsonObject>("/sandbox/calls", Ct))!["calls"]![OrderList] ?? 0;
}
