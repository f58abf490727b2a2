using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.DependencyInjection;
using static Crossdock.OrderRouter.Tests.Support.RoutesThroughTheApi;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_a_route_has_been_changed(RouterHost router)
{
    private readonly string cart = NewCart();

    [Fact]
    public async Task Should_list_every_version_with_who_and_when_newest_first()
    {
        await SaveAsync("Standard", "Drone", "Raft");

        var versions = await VersionsAsync();

        Assert.Equal(3, versions.Count);
        Assert.Equal(versions.OrderByDescending(Number), versions);
        Assert.All(
            versions,
            version =>
            {
                Assert.StartsWith("spec-", (string?)version["savedBy"], StringComparison.Ordinal);
                Assert.NotNull(version["savedAt"]);
                Assert.Null(version["settings"]);
            }
        );
    }

    [Fact]
    public async Task Should_go_back_to_an_earlier_version_in_one_call()
    {
        await SaveAsync("Standard", "Drone");
        var first = Number((await VersionsAsync())[^1]);

        using var restored = await RestoreAsync(first);

        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        Assert.NotNull(router.Routes.ForCart(cart)!.ShipMethodOf("Standard"));
        Assert.Null(router.Routes.ForCart(cart)!.ShipMethodOf("Drone"));
        var newest = (await VersionsAsync())[0];
        Assert.Equal(3, (await VersionsAsync()).Count);
        Assert.Equal($"version {first} was restored", (string?)newest["why"]);
        Assert.Equal(restored.Headers.ETag?.Tag, $"\"{Number(newest)}\"");
    }

    [Fact]
    public async Task Should_bring_back_a_route_that_was_deleted()
    {
        await SaveAsync("Standard");
        var only = Number((await VersionsAsync())[0]);
        using var deleted = await router.Http.DeleteAsync($"/api/v1/routes/{cart}");
        Assert.Null(router.Routes.ForCart(cart));

        using var restored = await RestoreAsync(only);

        Assert.Equal(HttpStatusCode.OK, restored.StatusCode);
        Assert.NotNull(router.Routes.ForCart(cart)!.ShipMethodOf("Standard"));
    }

    [Fact]
    public async Task Should_show_the_settings_of_one_version_and_a_ship_method_that_was_added()
    {
        await SaveAsync("Standard");
        using var put = await router.Http.PutAsJsonAsync(
            $"/api/v1/routes/{cart}/ship-methods",
            new
            {
                cart = "Drone",
                carrier = "AIR",
                service = "FAST",
            }
        );
        var versions = await VersionsAsync();

        int[] counts = [await CountAsync(versions[0]), await CountAsync(versions[1])];
        Assert.Equal([2, 1], counts);

        async Task<int> CountAsync(JsonNode version) =>
            (await router.Http.GetFromJsonAsync<JsonNode>($"/api/v1/routes/{cart}/versions/{Number(version)}"))![
                "settings"
            ]!["shipMethods"]!
                .AsArray()
                .Count;
    }

    [Fact]
    public async Task Should_refuse_to_go_back_over_a_change_that_was_not_seen()
    {
        await SaveAsync("Standard");
        var seen = Number((await VersionsAsync())[0]);
        await SaveAsync("Drone");

        using var outdated = await RestoreAsync(seen, seen);
        using var unknown = await RestoreAsync(int.MaxValue);
        using var configured = await router.Http.PostAsync($"/api/v1/routes/{Settings.Cart}/versions/1/restore", null);

        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, HttpStatusCode.NotFound, HttpStatusCode.Conflict),
            (outdated.StatusCode, unknown.StatusCode, configured.StatusCode)
        );
        Assert.NotNull(router.Routes.ForCart(cart)!.ShipMethodOf("Drone"));
    }

    [Fact]
    public async Task Should_keep_the_latest_versions_only()
    {
        await SaveAsync("Standard");
        var documents = router.Services.GetRequiredService<IDocuments<RouteVersionDocument>>();
        await Task.WhenAll(
            Enumerable
                .Range(1 - RouteHistory.MaxVersions, RouteHistory.MaxVersions)
                .Select(version => new RouteDocument { Id = cart, SettingsVersion = version })
                .Select(route => documents.InsertAsync(RouteVersionDocument.Of(route), default))
        );

        await SaveAsync("Drone");

        var kept = await documents.QueryAsync(RouteVersionDocument.ByCart.Where(cart).Take(1000), default);
        Assert.Equal(RouteHistory.MaxVersions, kept.Count);
        Assert.Equal(2 - RouteHistory.MaxVersions, kept[0].SettingsVersion);
    }

    private static int Number(JsonNode version) => (int)version["version"]!;

    private async Task SaveAsync(params string[] shipMethods)
    {
        foreach (var method in shipMethods)
        {
            using var answer = await router.PutAsync(cart, Route(method));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
    }

    private async Task<IReadOnlyList<JsonNode>> VersionsAsync() =>
        [
            .. (await router.Http.GetFromJsonAsync<JsonNode>($"/api/v1/routes/{cart}/versions"))!["items"]!
                .AsArray()
                .Select(version => version!),
        ];

    private async Task<HttpResponseMessage> RestoreAsync(int version, int? onlyOver = null)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"/api/v1/routes/{cart}/versions/{version}/restore"
        );
        if (onlyOver is { } expected)
        {
            request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{expected}\""));
        }

        return await router.Http.SendAsync(request);
    }
}
