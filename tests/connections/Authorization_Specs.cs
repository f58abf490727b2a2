using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.CartAdapter;
using Crossdock.Sandbox;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.Connections.Tests;

/// <summary>OAuth as a person goes through it: the page's address, yes, and the browser comes back with a code.</summary>
public sealed class When_an_owner_lets_us_in : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private WebApplication sandbox = null!;
    private AdapterHost adapter = null!;
    private static CancellationToken None => CancellationToken.None;

    public async ValueTask InitializeAsync()
    {
        var options = new SandboxOptions
        {
            Urls = "http://127.0.0.1:0",
            Data = folder.Of("sandbox"),
        };
        sandbox = await SandboxServer.StartAsync(options);
        adapter = await AdapterHost.StartAsync(new CartAdapterModule(), folder);
        var put = await PutAsync(
            new JsonObject
            {
                ["ClientId"] = options.QuickBooksCommerce.ClientId,
                ["ClientSecret"] = options.QuickBooksCommerce.ClientSecret,
                ["RedirectUri"] = $"{adapter.Http.BaseAddress}connections/acme/authorized",
            }
        );
        put.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await adapter.DisposeAsync();
        await sandbox.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Should_work_from_then_on_at_every_replica()
    {
        Assert.Equal((false, false), await SignedInAsync(adapter));

        using var answer = await ComeBackAsync(await PageAsync());

        Assert.Contains(
            "connected",
            await answer.Content.ReadAsStringAsync(None),
            StringComparison.Ordinal
        );
        Assert.Equal((true, true), await SignedInAsync(adapter));
        await using var replica = await AdapterHost.StartAsync(new CartAdapterModule(), folder);
        Assert.Equal((true, true), await SignedInAsync(replica));
    }

    [Theory]
    [InlineData("authorized?code=some")]
    [InlineData("authorized?code=some&state=made-up")]
    [InlineData("authorized?state=made-up")]
    public async Task Should_take_no_code_that_nobody_asked_for(string door)
    {
        using var http = new HttpClient { BaseAddress = adapter.Http.BaseAddress };

        using var answer = await http.GetAsync($"/connections/acme/{door}", None);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Should_take_no_state_of_another_connection()
    {
        var back = await BackAsync(await PageAsync());
        using var http = new HttpClient();

        using var answer = await http.GetAsync(
            new Uri(back.ToString().Replace("/acme/", "/other/", StringComparison.Ordinal)),
            None
        );

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Should_say_so_where_the_connection_signs_in_with_a_token()
    {
        await PutAsync(new JsonObject { ["Token"] = "sandbox-privileged-token" });

        using var answer = await adapter.Http.PostAsync(
            "/connections/acme/authorization",
            null,
            None
        );

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> PutAsync(JsonObject settings)
    {
        settings["Address"] = $"{sandbox.BaseAddress()}qbc";
        settings["EarliestOrderDate"] = "2020-01-01";
        return await adapter.Http.PutAsJsonAsync(
            "/connections/acme",
            new JsonObject
            {
                ["kind"] = "QuickBooksCommerce",
                ["merchant"] = "acme",
                ["settings"] = settings,
            },
            None
        );
    }

    private async Task<Uri> PageAsync()
    {
        using var answer = await adapter.Http.PostAsync(
            "/connections/acme/authorization",
            null,
            None
        );
        answer.EnsureSuccessStatusCode();
        return new Uri(
            (string)(await answer.Content.ReadFromJsonAsync<JsonNode>(None))!["address"]!
        );
    }

    /// <summary>Opens the page; the sandbox's merchant always says yes.</summary>
    /// <returns>Where the browser is sent.</returns>
    private static async Task<Uri> BackAsync(Uri page)
    {
        using var handler = new HttpClientHandler { AllowAutoRedirect = false };
        using var browser = new HttpClient(handler);
        using var answer = await browser.GetAsync(page, None);
        return answer.Headers.Location!;
    }

    private static async Task<HttpResponseMessage> ComeBackAsync(Uri page)
    {
        using var browser = new HttpClient();
        return await browser.GetAsync(await BackAsync(page), None);
    }

    private static async Task<(bool Ok, bool SignedIn)> SignedInAsync(AdapterHost at)
    {
        using var answer = await at.Http.PostAsync("/connections/acme/test", null, None);
        var test = (await answer.Content.ReadFromJsonAsync<JsonNode>(None))!;
        return ((bool)test["ok"]!, (bool)test["signedIn"]!);
    }
}
