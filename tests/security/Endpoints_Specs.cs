using System.Net;
using System.Text.RegularExpressions;
using Crossdock.Platform.Api;
using Microsoft.AspNetCore.Routing;

namespace Crossdock.Security.Tests;

/// <summary>Walks the list of endpoints, so that a new endpoint cannot be forgotten.</summary>
public sealed partial class When_somebody_tries_every_endpoint : IAsyncLifetime
{
    /// <summary>Anyone who opens another endpoint without a key has to write it here too.</summary>
    private static readonly string[] WithoutKey =
    [
        "GET /api/favicon.svg",
        "GET /api/scalar.aspnetcore.js",
        "GET /api/scalar.js",
        "GET /api/{documentName?}",
        "GET /health/live",
        "GET /health/ready",
        "GET /oauth/carts/{name}",
        "GET /oauth/warehouses/{name}",
        "GET /openapi/{documentName}.json",
        "POST /webhooks/{connection}",
    ];

    private ApiHost host = null!;

    public async ValueTask InitializeAsync() =>
        host = await ApiHost.StartAsync(settings: ("Http:FailuresPerMinute", "100000"));

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public void Should_find_only_these_without_a_lock() =>
        Assert.Equal(WithoutKey, Endpoints().Where(d => d.Role is null).Select(d => d.Name).Distinct().Order());

    [Fact]
    public async Task Should_be_refused_without_a_key() =>
        await EachLockedAsync(HttpStatusCode.Unauthorized, _ => null);

    [Fact]
    public async Task Should_be_refused_with_a_role_too_low() =>
        await EachLockedAsync(HttpStatusCode.Forbidden, role => role - 1);

    [Theory]
    [InlineData("xd.spec.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("xd.nobody.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("xd.spec.")]
    [InlineData("nonsense")]
    public async Task Should_be_refused_with_a_wrong_key(string key)
    {
        await host.Keys.AddAsync("spec", Role.Admin, TestContext.Current.CancellationToken);
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {key}");

        foreach (var (name, path, role) in Endpoints().Where(d => d.Role is not null))
        {
            Assert.Equal((name, HttpStatusCode.Unauthorized), (name, await AskAsync(client, name, path)));
        }
    }

    [Fact]
    public async Task Should_be_let_in_with_the_role_that_the_endpoint_asks_for()
    {
        foreach (var (name, path, role) in Endpoints().Where(d => d.Role is not null))
        {
            using var client = await host.ClientAsync(role);
            var status = await AskAsync(client, name, path);
            Assert.False(
                status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden,
                $"{name} answers {status} to {role}"
            );
        }
    }

    [Fact]
    public async Task Should_learn_nothing_about_paths_that_do_not_exist()
    {
        using var client = await host.ClientAsync(null);
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await client.GetAsync("/nowhere", TestContext.Current.CancellationToken)).StatusCode
        );
    }

    /// <param name="key">The role of the key to come with, or none.</param>
    private async Task EachLockedAsync(HttpStatusCode expected, Func<Role, Role?> key)
    {
        var tried = 0;
        foreach (var (name, path, role) in Endpoints().Where(d => d.Role is not null))
        {
            if (key(role!.Value) is { } low && !Enum.IsDefined(low))
            {
                continue; // No role is lower than that of this endpoint.
            }

            using var client = await host.ClientAsync(key(role.Value));
            Assert.Equal((name, expected), (name, await AskAsync(client, name, path)));
            tried++;
        }

        Assert.NotEqual(0, tried);
    }

    /// <summary>Those with keys of a level, and not of a role, answer in another form.</summary>
    [Fact]
    public async Task Should_be_refused_without_a_pair_where_a_pair_is_needed()
    {
        using var none = await host.ClientAsync(null);
        using var admin = await host.ClientAsync(Role.Admin);
        var tried = 0;
        foreach (var (name, path, _) in Endpoints(withPair: true))
        {
            foreach (var client in (HttpClient[])[none, admin])
            {
                using var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0]), path);
                using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
                var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                Assert.Equal((name, HttpStatusCode.Unauthorized), (name, answer.StatusCode));
                Assert.StartsWith("""{"success_code":false,"error_code":"Invalid",""", body, StringComparison.Ordinal);
            }

            tried++;
        }

        Assert.InRange(tried, 15, 40);
    }

    [Fact]
    public async Task Should_be_closed_to_a_pair_where_a_role_is_needed()
    {
        var key = await host.Keys.AddAsync(
            "shop",
            new KeyScope(KeyLevel.Master, ["some"], null),
            TestContext.Current.CancellationToken
        );
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        foreach (var (name, path, _) in Endpoints().Where(one => one.Role is not null))
        {
            Assert.Equal((name, HttpStatusCode.Forbidden), (name, await AskAsync(client, name, path)));
        }
    }

    /// <param name="withPair">True for those that api_user and api_key open.</param>
    private IEnumerable<(string Name, string Path, Role? Role)> Endpoints(bool withPair = false) =>
        from endpoint in host.Endpoints
        where endpoint.Metadata.GetMetadata<IProblemWriter>() is null != withPair
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let pattern = $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}"
        let unlocked = endpoint.Metadata.GetMetadata<AnonymousEndpoint>() is not null
        select (
            $"{method} {pattern}",
            Parameter()
                .Replace(
                    pattern,
                    hole => hole.Value.EndsWith(":guid}", StringComparison.Ordinal) ? $"{Guid.NewGuid()}" : "some"
                ),
            unlocked ? (Role?)null : endpoint.RoleNeeded()
        );

    /// <summary>Whatever is refused says why as problem details.</summary>
    private static async Task<HttpStatusCode> AskAsync(HttpClient client, string name, string path)
    {
        using var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0]), path);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            await ProblemDocument.ReadAsync(answer);
        }

        return answer.StatusCode;
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();
}
