using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.OrderRouter;
using Crossdock.Platform.Hosting;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;

namespace Crossdock.Connections.Tests;

/// <summary>What a person hears of a connection that does not work.</summary>
public sealed class When_a_connection_needs_a_person : WarehouseThroughTheApi
{
    private static readonly (string, string?)[] Pace =
    [
        ("Connections:ReportAfter", "00:00:00.5"),
        ("Exceptions:RecountInterval", "00:00:00.5"),
        ("Work:InitialBackoff", "00:00:00.1"),
        ("Work:MaxPause", "00:00:00.3"),
    ];
    private readonly TemporaryFolder data = new();

    [Fact]
    public async Task Should_be_on_the_list_while_its_system_cannot_be_reached()
    {
        await using var hub = await StartHubAsync();
        await PutAsync(hub, FileDrop());

        var found = await ExceptionAsync(hub, "connection_down", "open");
        Assert.Equal(("acme", 1), ((string?)found["merchant"], (int)found["count"]!));
        Assert.Contains("no folder", (string)found["text"]!, StringComparison.Ordinal);

        Directory.CreateDirectory(data.Of("drop"));
        await ExceptionAsync(hub, "connection_down", "resolved");
    }

    [Fact]
    public async Task Should_be_on_the_list_while_it_is_rejected()
    {
        await using var hub = await StartHubAsync();
        var connection = Bergen();
        Settings(connection)["ApiPassword"] = "another one";
        await PutAsync(hub, connection);

        var found = await ExceptionAsync(hub, "connection_rejected", "open");
        Assert.Contains("credentials", (string)found["toDo"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("another one", $"{found}", StringComparison.Ordinal);

        await Wait.UntilAsync(() => hub.Log.Events.Contains("CircuitOpened"), "the circuit to open");
        var metrics = await hub.Http.GetStringAsync("/metrics", None);
        Assert.Matches(
            """crossdock_external_failures_total\{connection="acme",problem="credentials"\} [1-9]""",
            metrics
        );

        await PutAsync(hub, Bergen());
        await ExceptionAsync(hub, "connection_rejected", "resolved");
        await Wait.UntilAsync(() => hub.Log.Events.Contains("CircuitClosed"), "the end of the outage to be logged");
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/disable")]
    public async Task Should_leave_the_list_once_a_person_has_deleted_or_disabled_it(string method, string action)
    {
        await using var hub = await StartHubAsync();
        await PutAsync(hub, FileDrop());
        await ExceptionAsync(hub, "connection_down", "open");

        using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/warehouses/acme{action}");
        Assert.True((await hub.Http.SendAsync(request, None)).IsSuccessStatusCode);

        await ExceptionAsync(hub, "connection_down", "resolved");
    }

    [Fact]
    public async Task Should_leave_the_list_after_a_restart_that_found_it_fixed()
    {
        await using (var before = await StartHubAsync())
        {
            await PutAsync(before, FileDrop());
            await ExceptionAsync(before, "connection_down", "open");
        }

        Directory.CreateDirectory(data.Of("drop"));
        await using var after = await StartHubAsync();
        await ExceptionAsync(after, "connection_down", "resolved");
    }

    [Fact]
    public async Task Should_be_on_the_list_while_its_settings_cannot_be_read()
    {
        await using (var before = await StartHubAsync())
        {
            await PutAsync(before, FileDrop());
        }

        Directory.Delete(Path.Combine(data.Of("data"), "keys"), recursive: true);
        await using var after = await StartHubAsync();
        await ExceptionAsync(after, "connection_unusable", "open");

        Directory.CreateDirectory(data.Of("drop"));
        await PutAsync(after, FileDrop());
        await ExceptionAsync(after, "connection_unusable", "resolved");
    }

    [Theory]
    [InlineData("stock.csv", "name,level\nMUG,5", "warehouse,itemCode,onHand\nW1,MUG,5", "stock files", "stock.csv")]
    [InlineData(
        "stock.csv",
        "warehouse,itemCode,onHand\nW1,MUG,many",
        "warehouse,itemCode,onHand\nW1,MUG,5",
        "stock",
        "MUG"
    )]
    public async Task Should_be_on_the_list_with_a_record_that_cannot_be_read_until_it_is_corrected(
        string file,
        string broken,
        string whole,
        string subject,
        string words
    )
    {
        Directory.CreateDirectory(data.Of("drop"));
        await File.WriteAllTextAsync(data.Of($"drop/{file}"), broken, None);
        await using var hub = await StartHubAsync();
        await PutAsync(hub, FileDrop());

        var found = await ExceptionAsync(hub, "record_unreadable", "open");
        Assert.Equal(
            ("acme", subject, 1, false),
            ((string?)found["connection"], (string?)found["subject"], (int)found["count"]!, (bool)found["regressed"]!)
        );
        Assert.Contains(words, (string)found["text"]!, StringComparison.Ordinal);

        await File.WriteAllTextAsync(data.Of($"drop/{file}"), whole, None);
        await ExceptionAsync(hub, "record_unreadable", "resolved");
    }

    private Task<AdapterHost> StartHubAsync() =>
        AdapterHost.StartAsync((ServiceModule[])[new WmsAdapterModule(), new OrderRouterModule()], data, Pace);

    private JsonObject FileDrop() =>
        new()
        {
            ["kind"] = "FileDrop",
            ["merchant"] = "acme",
            ["settings"] = new JsonObject
            {
                ["Folder"] = data.Of("drop"),
                ["InventoryPollInterval"] = "00:00:00.3",
                ["FullInventoryInterval"] = "00:00:00.3",
                ["ShipmentPollInterval"] = "00:00:00.3",
            },
        };

    private static async Task PutAsync(AdapterHost hub, JsonObject connection)
    {
        using var answer = await hub.Http.PutAsJsonAsync("/api/v1/warehouses/acme", connection, None);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(None));
    }

    private static async Task<JsonNode> ExceptionAsync(AdapterHost hub, string kind, string state)
    {
        JsonNode? found = null;
        await Wait.UntilAsync(
            async () =>
                (
                    found = (
                        await hub.Http.GetFromJsonAsync<JsonNode>($"/api/v1/exceptions?kind={kind}&state={state}", None)
                    )!["items"]!
                        .AsArray()
                        .SingleOrDefault()
                )
                    is not null,
            $"the exception {kind} to be {state}"
        );
        return found!;
    }
}
