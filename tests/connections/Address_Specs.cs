using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.WmsAdapter;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Crossdock.Connections.Tests;

/// <summary>Who may change an address must not learn by it the secrets that were given for the one before.</summary>
public sealed class When_a_connection_gets_another_address : WarehouseThroughTheApi
{
    [Theory]
    [InlineData("http://elsewhere.invalid/publicapiws.asmx", false)]
    [InlineData("http://elsewhere.invalid/publicapiws.asmx", true)]
    [InlineData("https://bergen.invalid/publicapiws.asmx", true)]
    [InlineData("http://bergen.invalid:8080/publicapiws.asmx", false)]
    [InlineData("http://bergen.invalid/other.asmx", false)]
    public async Task Should_ask_for_its_secrets_again(string address, bool isMasked)
    {
        await PutAsync(At("http://bergen.invalid/publicapiws.asmx"));
        var moved = At(address);
        if (isMasked)
        {
            Settings(moved)["ApiPassword"] = "********";
        }
        else
        {
            Settings(moved).Remove("ApiPassword");
        }

        var answer = await PutAsync(moved);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = (await answer.Content.ReadFromJsonAsync<JsonNode>(None))!;
        Assert.Equal("Warehouses:acme:Address", (string?)problem["setting"]);
        Assert.Contains("send ApiPassword again", (string?)problem["detail"], StringComparison.Ordinal);
        var seen = await Adapter.SeeAsync("acme");
        Assert.Equal("http://bergen.invalid/publicapiws.asmx", (string?)seen["settings"]!["Address"]);
    }

    [Fact]
    public async Task Should_go_there_with_the_secrets_that_are_given_with_it()
    {
        await PutAsync(At("http://bergen.invalid/publicapiws.asmx"));

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(Bergen())).StatusCode);

        Assert.True((bool)(await TestAsync())["ok"]!);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Should_not_be_called_in_a_private_network_unless_that_is_allowed(string host)
    {
        await Adapter.DisposeAsync();
        Adapter = await AdapterHost.StartAsync(
            new WmsAdapterModule(),
            Folder,
            ("Connections:AllowedNetworks:0", "10.9.0.0/16")
        );
        var connection = Bergen();
        var address = new UriBuilder((string)Settings(connection)["Address"]!) { Host = host };
        Settings(connection)["Address"] = $"{address.Uri}";

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(connection)).StatusCode);
        var test = await TestAsync();

        Assert.Equal((false, false), ((bool)test["ok"]!, (bool)test["reached"]!));
        Assert.Contains("Connections:AllowedNetworks", (string?)test["message"], StringComparison.Ordinal);
        Assert.Equal(0, await CallsAsync());
    }

    [Theory]
    [InlineData("http://BERGEN.invalid/publicapiws.asmx")]
    [InlineData(" http://bergen.invalid:80/publicapiws.asmx")]
    public async Task Should_keep_its_secrets_where_it_is_only_written_otherwise(string address)
    {
        await PutAsync(At("http://bergen.invalid/publicapiws.asmx"));
        var same = At(address);
        Settings(same).Remove("ApiPassword");

        Assert.Equal(HttpStatusCode.OK, (await PutAsync(same)).StatusCode);
    }

    private JsonObject At(string address)
    {
        var connection = Bergen();
        Settings(connection)["Address"] = address;
        return connection;
    }
}

public sealed class When_a_cart_that_let_us_in_gets_another_address : CartThroughTheApi
{
    [Fact]
    public async Task Should_send_no_token_of_the_one_before()
    {
        using var answer = await ComeBackAsync(await PageAsync());
        Assert.Equal((true, true), await SignedInAsync(Adapter));
        var asked = new ConcurrentQueue<string>();
        await using var other = await ListenAsync(asked);
        var settings = OAuth();
        settings["EarliestOrderDate"] = "2020-01-01";
        settings["Address"] = other.Urls.First();

        using var kept = await MoveAsync(settings, secret: null);
        using var moved = await MoveAsync(settings, "a-secret-of-the-other");

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (kept.StatusCode, moved.StatusCode));
        Assert.Equal((false, false), await SignedInAsync(Adapter));
        Assert.Empty(asked);
    }

    [Fact]
    public async Task Should_keep_its_secrets_where_only_the_address_of_our_own_changes()
    {
        var settings = OAuth();
        settings.Remove("ClientSecret");
        settings["WebhookAddress"] = "https://hub.invalid/webhooks/acme";

        using var answer = await PutAsync(settings);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<HttpResponseMessage> MoveAsync(JsonObject settings, string? secret)
    {
        if (secret is null)
        {
            settings.Remove("ClientSecret");
        }
        else
        {
            settings["ClientSecret"] = secret;
        }

        return Adapter.Http.PutAsJsonAsync(
            "/api/v1/carts/acme",
            new JsonObject
            {
                ["kind"] = "QuickBooksCommerce",
                ["merchant"] = "acme",
                ["settings"] = settings.DeepClone(),
            },
            None
        );
    }

    /// <summary>Another system, which writes down what it is sent.</summary>
    private static async Task<WebApplication> ListenAsync(ConcurrentQueue<string> asked)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context =>
        {
            asked.Enqueue($"{context.Request.Path} {context.Request.Headers.Authorization}");
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return app;
    }
}
