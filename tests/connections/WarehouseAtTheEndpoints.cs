using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Connections.Tests;

/// <summary>A running wms-adapter, and a warehouse in the sandbox that it is to be connected to.</summary>
public abstract class WarehouseThroughTheApi : IAsyncLifetime
{
    private protected const string Password = "sandbox-password-for-specs";

    private protected TemporaryFolder Folder { get; } = new();
    private protected SandboxOptions Options { get; } = new() { Urls = "http://127.0.0.1:0" };
    private protected AdapterHost Adapter { get; set; } = null!;
    private protected static CancellationToken None => CancellationToken.None;
    private WebApplication sandbox = null!;

    public async ValueTask InitializeAsync()
    {
        Options.Data = Folder.Of("sandbox");
        Options.Bergen.Password = Password;
        sandbox = await SandboxServer.StartAsync(Options);
        Adapter = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Adapter.DisposeAsync();
        await sandbox.DisposeAsync();
        Folder.Dispose();
    }

    private protected Task<AdapterHost> StartAsync() => AdapterHost.StartAsync(new WmsAdapterModule(), Folder);

    private protected JsonObject Bergen() =>
        new()
        {
            ["kind"] = "Bergen",
            ["merchant"] = "acme",
            ["settings"] = new JsonObject
            {
                ["Address"] = $"{sandbox.BaseAddress()}bergen/publicapiws.asmx",
                ["AccountWebAddress"] = Options.Bergen.WebAddress,
                ["ApiUsername"] = Options.Bergen.UserName,
                ["ApiPassword"] = Password,
                ["Warehouse"] = "BERGEN LOGISTICS NJ",
                ["InventoryPollInterval"] = "00:00:00.3",
                ["ShipmentPollInterval"] = "00:00:00.3",
            },
        };

    private protected static JsonObject Settings(JsonObject connection) => connection["settings"]!.AsObject();

    private protected Task<HttpResponseMessage> PutAsync(JsonObject connection) =>
        Adapter.Http.PutAsJsonAsync("/api/v1/warehouses/acme", connection, None);

    private protected async Task<JsonNode> TestAsync()
    {
        using var answer = await Adapter.Http.PostAsync("/api/v1/warehouses/acme/test", null, None);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(None))!;
    }

    private protected Task AskedForStockAsync() =>
        Wait.UntilAsync(async () => await CallsAsync() > 0, Wait.Timeout, () => "the first calls");

    /// <summary>Waits until nothing more goes out: two looks at the sandbox's calls, several polls apart, agree.</summary>
    private protected async Task SilentAsync()
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
            Wait.Timeout,
            () => "silence"
        );
    }

    private protected async Task<int> CallsAsync()
    {
        using var http = new HttpClient { BaseAddress = sandbox.BaseAddress() };
        var calls = await http.GetFromJsonAsync<JsonNode>("/sandbox/calls", None);
        return calls!["calls"]!.AsObject().Sum(call => (int)call.Value!);
    }
}
