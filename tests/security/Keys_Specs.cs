using System.Net;
using Crossdock.Platform.Api;

namespace Crossdock.Security.Tests;

public sealed class When_keys_come_and_go : IAsyncLifetime
{
    private ApiHost host = null!;

    public async ValueTask InitializeAsync() =>
        host = await ApiHost.StartAsync(settings: ("Http:FailuresPerMinute", "3"));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Should_open_no_longer_once_withdrawn()
    {
        var key = await host.Keys.AddAsync("ops", Role.Read, default);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(key)).StatusCode);

        Assert.True(await host.Keys.WithdrawAsync("ops", default));

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(key)).StatusCode);
        Assert.False(await host.Keys.WithdrawAsync("ops", default));
    }

    [Fact]
    public async Task Should_not_make_two_of_one_name()
    {
        var first = await host.Keys.AddAsync("ops", Role.Read, default);

        Assert.Null(await host.Keys.AddAsync("ops", Role.Admin, default));

        Assert.Equal(Role.Read, (await host.Keys.FindAsync(first, default))!.Role);
    }

    [Fact]
    public async Task Should_keep_nothing_that_opens()
    {
        var key = await host.Keys.AddAsync("ops", Role.Read, default);

        var kept = Assert.Single(await host.Keys.ListAsync(default));

        Assert.DoesNotContain(key!.Split('.')[2], kept.Hash, StringComparison.Ordinal);
        Assert.Null(await host.Keys.FindAsync($"xd.ops.{kept.Hash.TrimEnd('=')}", default));
    }

    [Fact]
    public async Task Should_limit_wrong_keys_but_never_a_right_one_or_health()
    {
        var right = await host.Keys.AddAsync("ops", Role.Read, default);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("wrong")).StatusCode);
        }

        using var limited = await AskAsync("wrong");

        Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
        Assert.NotNull(limited.Headers.RetryAfter);
        Assert.Contains("wait a minute", (await ProblemDocument.ReadAsync(limited)).Detail);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(right)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(null, "/health/live")).StatusCode);
    }

    private async Task<HttpResponseMessage> AskAsync(string? key, string endpoint = "/api/v1/orders?status=error")
    {
        using var client = await host.ClientAsync(null);
        client.DefaultRequestHeaders.Authorization = key is null ? null : new("Bearer", key);
        return await client.GetAsync(endpoint);
    }
}
