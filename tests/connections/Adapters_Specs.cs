using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;

namespace Crossdock.Connections.Tests;

/// <summary>What a set-up form is made of.</summary>
public sealed class When_a_client_asks_what_can_be_connected
{
    [Fact]
    public async Task Should_list_every_adapter_beside_the_program_with_its_capabilities()
    {
        var adapters = await AdaptersAsync();

        Assert.Equal(
            [
                "cart Api posting",
                "cart FileDrop search",
                "cart QuickBooksCommerce webhooks,authorization,rateLimit,search",
                "warehouse Bergen ",
                "warehouse FileDrop ",
            ],
            adapters
                .Select(one =>
                    $"{one!["role"]} {one["kind"]} {string.Join(',', one["capabilities"]!.AsArray().Select(c => (string)c!))}"
                )
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Should_describe_every_setting_and_mark_the_secrets()
    {
        var bergen = (await AdaptersAsync()).Single(one => (string)one!["kind"]! == "Bergen")!["settings"]!;

        var properties = bergen["properties"]!.AsObject();
        Assert.All(properties, one => Assert.NotEmpty((string)one.Value!["description"]!));
        Assert.Equal(
            ["ApiPassword"],
            properties.Where(one => (bool?)one.Value!["writeOnly"] == true).Select(one => one.Key)
        );
        Assert.Equal(
            ["AccountWebAddress", "Address", "ApiPassword", "ApiUsername"],
            bergen["required"]!.AsArray().Select(one => (string)one!).Order(StringComparer.Ordinal)
        );
        Assert.Equal(
            ("integer", 100),
            ((string)properties["MaxCityLength"]!["type"]!, (int)properties["MaxCityLength"]!["default"]!)
        );
    }

    private static async Task<JsonArray> AdaptersAsync()
    {
        using var folder = new TemporaryFolder();
        await using var adapter = await AdapterHost.StartAsync(new WmsAdapterModule(), folder);
        return (await adapter.Http.GetFromJsonAsync<JsonNode>("/api/v1/adapters"))!["items"]!.AsArray();
    }
}
