using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crossdock.Sandbox.Tests;

public sealed class When_a_client_signs_in_with_OAuth
{
    [Fact]
    public async Task Should_rotate_the_refresh_token()
    {
        await using var sandbox = await Running.StartAsync();
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        http.BaseAddress = sandbox.Http.BaseAddress;
        using var authorized = await http.GetAsync(
            "/qbc/oauth/authorize?response_type=code&client_id=sandbox-app&redirect_uri=http%3A%2F%2Fhub.invalid%2Fback&state=s1"
        );
        var back = System.Web.HttpUtility.ParseQueryString(authorized.Headers.Location!.Query);

        var first = await Token(sandbox, new { grant_type = "authorization_code", code = back["code"] });
        var second = await Token(
            sandbox,
            new { grant_type = "refresh_token", refresh_token = (string)first.Body["refresh_token"]! }
        );
        var dead = await Token(
            sandbox,
            new { grant_type = "refresh_token", refresh_token = (string)first.Body["refresh_token"]! }
        );
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string)second.Body["access_token"]!);
        using var account = await http.GetAsync("/qbc/accounts/current");

        Assert.Equal("s1", back["state"]);
        Assert.Equal(7200, (int)first.Body["expires_in"]!);
        Assert.Equal(HttpStatusCode.OK, account.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, dead.Status);
        Assert.Equal("invalid_request", (string)dead.Body["error"]!);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> Token(Running sandbox, object grant)
    {
        var sent = System.Text.Json.JsonSerializer.SerializeToNode(grant)!;
        sent["client_id"] = "sandbox-app";
        sent["client_secret"] = "sandbox-app-secret";
        var (status, body) = await sandbox.SendAsync(HttpMethod.Post, "/qbc/oauth/token", sent);
        return (status, body!);
    }
}

public sealed class When_a_client_subscribes_to_webhooks
{
    [Fact]
    public async Task Should_call_it_with_a_valid_signature()
    {
        await using var listener = await Listener.StartAsync();
        await using var sandbox = await Running.StartAsync(options =>
            options.QuickBooksCommerce.WebhookRetrySeconds = 1
        );
        await sandbox.PostAsync(
            "/qbc/webhooks",
            new { webhook = new { address = listener.Url, @event = "order.create" } }
        );

        await sandbox.PostAsync("/sandbox/orders", new { number = "W1" });
        await Running.Eventually(() => Task.FromResult(listener.Calls.Count == 1), () => "no call came");

        var (body, signature) = listener.Calls.Single();
        var sent = JsonNode.Parse(body)!;
        Assert.Equal("order.create", (string)sent["event"]!);
        Assert.Equal((int)sent["object_id"]!, (int)sent["order_id"]!);
        Assert.EndsWith($"/orders/{sent["object_id"]}.json", (string)sent["resource_url"]!, StringComparison.Ordinal);
        var key = Encoding.UTF8.GetBytes("sandbox-app-secret");
        Assert.Equal(Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(body))), signature);
    }

    [Fact]
    public async Task Should_retry_after_a_failure_and_delete_the_webhook_after_a_410()
    {
        await using var listener = await Listener.StartAsync(500, 410);
        await using var sandbox = await Running.StartAsync(options =>
            options.QuickBooksCommerce.WebhookRetrySeconds = 1
        );
        await sandbox.PostAsync(
            "/qbc/webhooks",
            new { webhook = new { address = listener.Url, @event = "order.create" } }
        );

        await sandbox.PostAsync("/sandbox/orders", new { number = "W1" });

        await Running.Eventually(
            async () => (await sandbox.GetAsync("/qbc/webhooks"))["webhooks"]!.AsArray().Count == 0,
            () => "the webhook is still there"
        );
        Assert.Equal(2, listener.Calls.Count);
    }

    private sealed class Listener(WebApplication app) : IAsyncDisposable
    {
        public ConcurrentQueue<(string Body, string Signature)> Calls { get; } = new();

        public string Url => new Uri(app.BaseAddress(), "/hook").ToString();

        public static async Task<Listener> StartAsync(params int[] statuses)
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var listener = new Listener(app);
            var answers = new ConcurrentQueue<int>(statuses);
            app.MapPost(
                "/hook",
                async (HttpRequest request) =>
                {
                    using var reader = new StreamReader(request.Body);
                    listener.Calls.Enqueue(
                        (await reader.ReadToEndAsync(), request.Headers["X-Gecko-Signature"].ToString())
                    );
                    return Results.StatusCode(answers.TryDequeue(out var status) ? status : 200);
                }
            );
            await app.StartAsync();
            return listener;
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
