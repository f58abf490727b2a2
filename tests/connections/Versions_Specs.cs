using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;

namespace Crossdock.Connections.Tests;

/// <summary>Two people who change one connection at a time: neither overwrites what the other has not seen.</summary>
public sealed class When_a_change_is_meant_for_one_version : IAsyncLifetime
{
    private const string Shed = "/api/v1/warehouses/shed";
    private readonly TemporaryFolder folder = new();
    private AdapterHost adapter = null!;
    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync() => adapter = await AdapterHost.StartAsync(new WmsAdapterModule(), folder);

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Should_be_told_the_version_with_each_answer()
    {
        var first = await PutAsync("a");
        var second = await PutAsync("b");
        using var seen = await adapter.Http.GetAsync(Shed, None);

        Assert.NotEqual(TagOf(first), TagOf(second));
        Assert.Equal(TagOf(second), TagOf(seen));
    }

    [Fact]
    public async Task Should_be_made_to_the_version_that_was_read()
    {
        var tag = TagOf(await PutAsync("a"));

        Assert.Equal(HttpStatusCode.OK, (await PutAsync("b", ifMatch: $"\"0\", {tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("c", ifMatch: "*")).StatusCode);
    }

    [Fact]
    public async Task Should_be_refused_with_the_version_that_is_stored_once_another_one_is()
    {
        var tag = TagOf(await PutAsync("a"));
        var newer = TagOf(await PutAsync("b"));

        var answer = await PutAsync("c", ifMatch: tag);

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(None))!;
        Assert.Equal(newer, (string?)problem["etag"]);
        Assert.Contains($"send If-Match: {newer}", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal("b", (string?)(await adapter.SeeAsync("shed"))["merchant"]);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("c", ifMatch: newer)).StatusCode);
    }

    [Fact]
    public async Task Should_only_create_where_it_says_so()
    {
        Assert.Equal(HttpStatusCode.OK, (await PutAsync("a", ifNoneMatch: "*")).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("b", ifNoneMatch: "*")).StatusCode);
        Assert.Equal("a", (string?)(await adapter.SeeAsync("shed"))["merchant"]);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"1\"")]
    public async Task Should_not_create_what_is_to_be_replaced(string ifMatch)
    {
        var answer = await PutAsync("a", ifMatch: ifMatch);

        Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        Assert.Contains("If-None-Match: *", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        using var seen = await adapter.Http.GetAsync(Shed, None);
        Assert.Equal(HttpStatusCode.NotFound, seen.StatusCode);
    }

    [Fact]
    public async Task Should_delete_no_version_that_was_not_seen()
    {
        var tag = TagOf(await PutAsync("a"));
        var newer = TagOf(await PutAsync("b"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, await DeleteAsync(tag));
        Assert.Equal(HttpStatusCode.NoContent, await DeleteAsync(newer));
    }

    /// <summary>A new one of the same name is not the one that was read.</summary>
    [Fact]
    public async Task Should_use_no_version_twice()
    {
        var tag = TagOf(await PutAsync("a"));
        await DeleteAsync(tag);
        await PutAsync("b", ifNoneMatch: "*");

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync("c", ifMatch: tag)).StatusCode);
    }

    [Fact]
    public async Task Should_succeed_for_one_of_many_at_a_time()
    {
        var tag = TagOf(await PutAsync("a"));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => PutAsync($"m{i}", ifMatch: tag)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Should_read_the_same_version_at_another_replica()
    {
        await using var replica = await AdapterHost.StartAsync(
            new WmsAdapterModule(),
            folder,
            ("Work:PollInterval", "01:00:00")
        );
        await PutAsync("a");
        using var first = await replica.Http.GetAsync(Shed, None);
        var newer = TagOf(await PutAsync("b"));

        using var seen = await replica.Http.GetAsync(Shed, None);

        Assert.Equal(newer, TagOf(seen));
        Assert.Equal("b", (string?)(await seen.Content.ReadFromJsonAsync<JsonNode>(None))!["merchant"]);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("\"7")]
    [InlineData("")]
    public async Task Should_not_be_made_where_the_version_cannot_be_read(string ifMatch)
    {
        await PutAsync("a");

        var answer = await PutAsync("b", ifMatch: ifMatch);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("If-Match", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> PutAsync(string merchant, string? ifMatch = null, string? ifNoneMatch = null) =>
        SendAsync(
            HttpMethod.Put,
            JsonContent.Create(
                new JsonObject
                {
                    ["kind"] = "FileDrop",
                    ["merchant"] = merchant,
                    ["settings"] = new JsonObject { ["Folder"] = folder.Path },
                }
            ),
            ifMatch,
            ifNoneMatch
        );

    private async Task<HttpStatusCode> DeleteAsync(string? ifMatch)
    {
        using var answer = await SendAsync(HttpMethod.Delete, null, ifMatch, null);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        HttpContent? content,
        string? ifMatch,
        string? ifNoneMatch
    )
    {
        using var request = new HttpRequestMessage(method, Shed) { Content = content };
        foreach (var (name, value) in new[] { ("If-Match", ifMatch), ("If-None-Match", ifNoneMatch) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return await adapter.Http.SendAsync(request, None);
    }

    private static string? TagOf(HttpResponseMessage answer) => answer.Headers.ETag?.Tag;
}
