using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;

namespace Crossdock.Connections.Tests;

public sealed class When_connections_are_listed : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private AdapterHost adapter = null!;
    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        adapter = await AdapterHost.StartAsync(new WmsAdapterModule(), folder);
        foreach (var name in new[] { "c", "a", "b" })
        {
            await PutAsync(name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Should_come_page_by_page_in_the_order_of_their_names()
    {
        var first = await ReadAsync("?limit=2");
        await PutAsync("aa");
        var second = await ReadAsync($"?limit=2&cursor={first["next"]}");

        Assert.Equal(["a", "b"], NamesOf(first));
        Assert.Equal(["c"], NamesOf(second));
        Assert.Null(second["next"]);
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?cursor=made-up")]
    public async Task Should_refuse_a_page_that_does_not_exist(string query)
    {
        using var answer = await adapter.Http.GetAsync($"/api/v1/warehouses{query}", None);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task PutAsync(string name)
    {
        using var answer = await adapter.Http.PutAsJsonAsync(
            $"/api/v1/warehouses/{name}",
            new JsonObject
            {
                ["kind"] = "FileDrop",
                ["merchant"] = "acme",
                ["settings"] = new JsonObject { ["Folder"] = folder.Of(name) },
            },
            None
        );
        answer.EnsureSuccessStatusCode();
    }

    private async Task<JsonNode> ReadAsync(string query) =>
        (await adapter.Http.GetFromJsonAsync<JsonNode>($"/api/v1/warehouses{query}", None))!;

    private static IEnumerable<string> NamesOf(JsonNode page) =>
        page["items"]!.AsArray().Select(one => (string)one!["name"]!);
}
