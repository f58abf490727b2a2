using System.Net;
using System.Text;
using Crossdock.Platform.Api;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Security.Tests;

/// <summary>What a client is told when a request fails.</summary>
public sealed class When_a_request_fails : IAsyncLifetime
{
    private const string Route = "/api/v1/routes/acme";
    private ApiHost host = null!;
    private HttpClient client = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await ApiHost.StartAsync(map: app =>
            app.MapGet("/broken", string () => throw new InvalidOperationException("an inner word")).For(Role.Read)
        );
        client = await host.ClientAsync(Role.Admin);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return host.DisposeAsync();
    }

    [Theory]
    [InlineData("GET", "/api/v1/orders/00000000-0000-0000-0000-000000000001", 404, "find it by its number")]
    [InlineData("GET", "/api/v1/carts/nobody", 404, "There is no connection nobody here")]
    [InlineData("DELETE", "/api/v1/warehouses/nobody", 404, "There is no connection nobody here")]
    [InlineData("POST", "/api/v1/warehouses/nobody/test", 404, "There is no connection nobody here")]
    [InlineData("POST", "/api/v1/carts/nobody/authorization", 404, "There is no connection nobody here")]
    [InlineData("GET", Route, 404, "There is no route from acme")]
    [InlineData("GET", "/nowhere", 404, "nothing at this address")]
    [InlineData("PATCH", Route, 405, "does not take PATCH: use DELETE, GET, PUT")]
    [InlineData("GET", "/api/v1/orders", 400, "Set ?number=")]
    [InlineData("GET", "/api/v1/orders?status=new&limit=many", 400, "cannot be read")]
    [InlineData("GET", "/broken", 500, "Its log tells why")]
    public async Task Should_say_what_went_wrong_and_what_to_do(string method, string path, int status, string detail)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await client.SendAsync(request, Ct);

        var problem = await ProblemDocument.ReadAsync(answer);

        Assert.Equal(status, problem.Status);
        Assert.Contains(detail, problem.Detail);
        Assert.DoesNotContain("inner word", $"{problem.All}");
    }

    [Theory]
    [InlineData("{", "application/json", 400)]
    [InlineData("", "application/json", 400)]
    [InlineData("{}", "text/plain", 415)]
    [InlineData("{}", "application/json; charset=nope", 415)]
    [InlineData("{}", "application/json; charset=\"utf-7\"", 415)]
    public async Task Should_say_that_a_body_cannot_be_read(string body, string type, int status)
    {
        foreach (var path in (string[])[Route, "/api/v1/carts/acme", "/api/v1/warehouses/acme"])
        {
            using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            using var answer = await client.PutAsync(path, content, Ct);

            var problem = await ProblemDocument.ReadAsync(answer);

            Assert.Equal((path, status), (path, problem.Status));
            Assert.Matches("cannot be read|unknown or invalid", problem.Detail);
        }
    }

    [Fact]
    public async Task Should_take_json_in_utf_8_however_that_is_written()
    {
        using var content = new StringContent("""{"warehouse":"shed"}""");
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=\"UTF-8\"");

        using var answer = await client.PutAsync(Route, content, Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/api/v1/carts/acme", 65_537)]
    [InlineData(Route, 262_145)]
    public async Task Should_say_that_a_body_is_too_large(string path, int bytes)
    {
        using var content = new StringContent(new string(' ', bytes), null, "application/json");
        using var answer = await client.PutAsync(path, content, Ct);

        Assert.Equal(413, (await ProblemDocument.ReadAsync(answer)).Status);
    }

    [Fact]
    public async Task Should_name_the_setting_that_is_broken()
    {
        using var content = new StringContent("{}", null, "application/json");
        using var answer = await client.PutAsync(Route, content, Ct);

        var problem = await ProblemDocument.ReadAsync(answer);

        Assert.Equal("Routes:acme:Warehouse", (string?)problem.All["setting"]);
    }

    [Fact]
    public async Task Should_name_the_role_that_is_missing()
    {
        using var reader = await host.ClientAsync(Role.Read);
        using var answer = await reader.DeleteAsync(Route, Ct);

        Assert.Contains("a key with the role admin", (await ProblemDocument.ReadAsync(answer)).Detail);
    }

    [Fact]
    public async Task Should_answer_a_browser_in_the_same_form()
    {
        using var browser = await host.ClientAsync(null);
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var answer = await browser.GetAsync("/oauth/carts/acme", Ct);

        Assert.Contains("state", (await ProblemDocument.ReadAsync(answer)).Detail);
    }

    [Fact]
    public async Task Should_say_that_the_store_does_not_answer()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Of("file"), "", Ct);
        await using var lost = await ApiHost.StartAsync(settings: ("Store:Directory", folder.Of("file/data")));
        using var http = new HttpClient { BaseAddress = lost.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", $"xd.ops.{new string('A', 43)}");

        using var answer = await http.GetAsync(Route, Ct);

        var problem = await ProblemDocument.ReadAsync(answer);
        Assert.Equal(503, problem.Status);
        Assert.Contains("The store does not answer", problem.Detail);
        Assert.DoesNotContain(folder.Path, $"{problem.All}");
    }
}
