using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crossdock.CartAdapter;
using Crossdock.OrderRouter;
using Crossdock.Platform.Api;
using Crossdock.TestSupport;
using Crossdock.WmsAdapter;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Security.Tests;

/// <summary>The API as it describes itself: docs/api holds what clients are made from.</summary>
public sealed partial class When_the_api_describes_itself
{
    private const string Rewrite = "CROSSDOCK_REWRITE_API";
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("cart-adapter")]
    [InlineData("order-router")]
    [InlineData("wms-adapter")]
    [InlineData("all-in-one")]
    public async Task Should_be_as_it_is_checked_in(string service)
    {
        await using var host = await StartAsync(service);
        var described = await ReadAsync(host) + "\n";
        var file = Path.Combine(Repository.Root, "docs", "api", $"{service}.json");

        if (Environment.GetEnvironmentVariable(Rewrite) is not null)
        {
            await File.WriteAllTextAsync(file, described, Ct);
        }

        Assert.True(
            File.Exists(file) && await File.ReadAllTextAsync(file, Ct) == described,
            $"docs/api/{service}.json is not what the service describes. To rewrite it, run: {Rewrite}=1 dotnet exec {Path.GetFileName(Environment.ProcessPath)} {Path.GetRelativePath(Repository.Root, typeof(When_the_api_describes_itself).Assembly.Location)} -class '*{nameof(When_the_api_describes_itself)}'"
        );
    }

    [Fact]
    public async Task Should_leave_out_no_endpoint_and_nothing_that_a_client_must_know()
    {
        await using var host = await ApiHost.StartAsync();
        var paths = JsonNode.Parse(await ReadAsync(host))!["paths"]!.AsObject();
        var names = new HashSet<string>(StringComparer.Ordinal);

        foreach (var endpoint in host.Endpoints.Where(e => Described().IsMatch(Pattern(e))))
        {
            foreach (var method in endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                var name = $"{method} {Pattern(endpoint)}";
                var operation = paths[Pattern(endpoint)]?[method.ToLowerInvariant()];
                Assert.True(operation is not null, $"{name} is not described");
                Assert.True(names.Add((string)operation["operationId"]!), $"{name} has the name of another one");
                Assert.EndsWith(".", (string?)operation["summary"], StringComparison.Ordinal);
                Assert.All(
                    operation["parameters"]?.AsArray() ?? [],
                    parameter => Assert.EndsWith(".", (string?)parameter!["description"], StringComparison.Ordinal)
                );
                var answers = operation["responses"]!.AsObject();
                Assert.Single(answers, answer => answer.Key[0] == '2');
                Assert.Equal("#/components/responses/problem", (string?)answers["default"]!["$ref"]);
                Assert.All(
                    answers.Where(answer => answer.Key[0] is '4' or '5'),
                    answer => Assert.NotNull(answer.Value!["content"]?["application/problem+json"])
                );
                if (endpoint.Metadata.GetMetadata<AnonymousEndpoint>() is null)
                {
                    var role = (string?)operation["security"]![0]!["key"]![0];
                    Assert.Equal((name, endpoint.RoleNeeded().Name()), (name, role));
                }
                else
                {
                    Assert.Null(operation["security"]);
                }
            }
        }

        Assert.True(names.Count > 20, "There are endpoints to look at.");
    }

    [Fact]
    public async Task Should_offer_pages_of_every_list()
    {
        await using var host = await ApiHost.StartAsync();
        var lists = JsonNode.Parse(await ReadAsync(host))!["paths"]!
            .AsObject()
            .Select(path => path.Value!["get"])
            .OfType<JsonObject>()
            .Where(get => ((string)get["operationId"]!).EndsWith(".list", StringComparison.Ordinal))
            .ToList();

        Assert.Equal(
            [
                "adapters.list",
                "audit.list",
                "calls.list",
                "carts.list",
                "discardedMessages.list",
                "exceptions.list",
                "failedMessages.list",
                "orders.list",
                "reconciliations.list",
                "routes.list",
                "warehouses.list",
            ],
            lists.Select(list => (string)list["operationId"]!).Order(StringComparer.Ordinal)
        );
        Assert.All(
            lists,
            list =>
            {
                Assert.Superset(
                    new HashSet<string> { "limit", "cursor" },
                    list["parameters"]!.AsArray().Select(one => (string)one!["name"]!).ToHashSet()
                );
                Assert.Contains(
                    "/PageOf",
                    list["responses"]!["200"]!["content"]!["application/json"]!.ToJsonString(),
                    StringComparison.Ordinal
                );
            }
        );
    }

    [Theory]
    [InlineData("/api/")]
    [InlineData("/api/scalar.js")]
    [InlineData("/api/scalar.aspnetcore.js")]
    public async Task Should_be_shown_on_a_page_that_loads_nothing_from_elsewhere(string path)
    {
        await using var host = await StartAsync("order-router");
        using var client = await host.ClientAsync(null);

        using var answer = await client.GetAsync(path, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (path == "/api/")
        {
            var page = await answer.Content.ReadAsStringAsync(Ct);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.DoesNotContain("//", page.Replace("<!doctype html>", "", StringComparison.Ordinal));
            Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotMatch("https?:", policy);
            Assert.Contains($"nonce=\"{Nonce().Match(policy).Groups["nonce"].Value}\"", page, StringComparison.Ordinal);
        }
    }

    private static Task<ApiHost> StartAsync(string service) =>
        ApiHost.StartAsync(
            modules: service switch
            {
                "cart-adapter" => [new CartAdapterModule()],
                "order-router" => [new OrderRouterModule()],
                "wms-adapter" => [new WmsAdapterModule()],
                _ => null,
            }
        );

    private static async Task<string> ReadAsync(ApiHost host)
    {
        using var client = await host.ClientAsync(null);
        using var answer = await client.GetAsync("/openapi/v1.json", Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, string.Join('\n', host.Log.Lines));
        return await answer.Content.ReadAsStringAsync(Ct);
    }

    private static string Pattern(RouteEndpoint endpoint) =>
        $"/{endpoint.RoutePattern.RawText!.Trim('/').Replace(":guid", "", StringComparison.Ordinal)}";

    [GeneratedRegex("^/(api/v1|webhooks|oauth)/", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Described();

    [GeneratedRegex("'nonce-(?<nonce>[^']+)'", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Nonce();
}
