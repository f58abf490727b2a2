using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Platform.Api;

namespace Crossdock.Security.Tests;

/// <summary>What is written down of those who hold a key.</summary>
public sealed class When_people_ask_for_changes : IAsyncLifetime
{
    private ApiHost host = null!;
    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync() => host = await ApiHost.StartAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Should_keep_a_record_of_what_they_change()
    {
        var endpoint = $"/api/v1/orders/{Guid.NewGuid()}/release";

        await AskAsync(Role.Admin, endpoint);

        var record = Assert.Single(await AuditAsync());
        Assert.Equal($"POST {endpoint}", (string?)record["request"]);
        Assert.StartsWith("spec-", (string?)record["who"], StringComparison.Ordinal);
        Assert.Equal(404, (int)record["status"]!);
    }

    [Fact]
    public async Task Should_keep_a_record_of_what_they_may_not_change()
    {
        var endpoint = $"/api/v1/orders/{Guid.NewGuid()}/release";

        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(Role.Read, endpoint));

        var record = Assert.Single(await AuditAsync());
        Assert.Equal($"POST {endpoint}", (string?)record["request"]);
        Assert.StartsWith("spec-", (string?)record["who"], StringComparison.Ordinal);
        Assert.Equal(403, (int)record["status"]!);
    }

    [Fact]
    public async Task Should_fill_no_store_with_what_is_refused()
    {
        using var reader = await host.ClientAsync(Role.Read);
        for (var i = 0; i < 5; i++)
        {
            await reader.PostAsync($"/api/v1/orders/{Guid.NewGuid()}/release", null, None);
            await reader.PutAsync($"/api/v1/warehouses/{i}", null, None);
            await reader.PostAsync($"/no/such/door/{i}", null, None);
            using var odd = new HttpRequestMessage(new HttpMethod($"ODD{i}"), "/api/v1/orders");
            await reader.SendAsync(odd, None);
        }

        // One for each of the two endpoints; twice that where the hour has just changed.
        var records = await AuditAsync();
        var hours = records.Select(r => ((string)r["at"]!)[..13]).Distinct().Count();
        Assert.InRange(records.Count, 2, 2 * hours);
    }

    [Fact]
    public async Task Should_be_read_page_by_page_latest_first_while_more_is_recorded()
    {
        using var admin = await host.ClientAsync(Role.Admin);
        for (var i = 0; i < 5; i++)
        {
            await admin.DeleteAsync($"/api/v1/routes/{i}", None);
        }

        var first = (await admin.GetFromJsonAsync<JsonNode>("/api/v1/audit?limit=2", None))!;
        await admin.DeleteAsync("/api/v1/routes/late", None);
        var second = (await admin.GetFromJsonAsync<JsonNode>($"/api/v1/audit?limit=9&cursor={first["next"]}", None))!;

        var requests = first["items"]!.AsArray().Concat(second["items"]!.AsArray()).Select(r => (string?)r!["request"]);
        Assert.Equal(Enumerable.Range(0, 5).Reverse().Select(i => $"DELETE /api/v1/routes/{i}"), requests);
        Assert.Null(second["next"]);
    }

    [Fact]
    public async Task Should_keep_none_of_who_only_looks()
    {
        using var reader = await host.ClientAsync(Role.Read);

        using var answer = await reader.GetAsync("/api/v1/audit", None);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Empty(await AuditAsync());
    }

    private async Task<HttpStatusCode> AskAsync(Role role, string endpoint)
    {
        using var client = await host.ClientAsync(role);
        using var answer = await client.PostAsync(endpoint, null, None);
        return answer.StatusCode;
    }

    private async Task<List<JsonNode>> AuditAsync()
    {
        using var client = await host.ClientAsync(Role.Admin);
        var page = (await client.GetFromJsonAsync<JsonNode>("/api/v1/audit", None))!;
        return [.. page["items"]!.AsArray().OfType<JsonNode>()];
    }
}
