using System.Net;
using System.Text.Json.Nodes;
using Crossdock.CartAdapter;

namespace Crossdock.Connections.Tests;

/// <summary>OAuth as a person goes through it: the page's address, yes, and the browser comes back with a code.</summary>
public sealed class When_an_owner_lets_us_in : CartThroughTheApi
{
    [Fact]
    public async Task Should_work_from_then_on_at_every_replica()
    {
        Assert.Equal((false, false), await SignedInAsync(Adapter));

        using var answer = await ComeBackAsync(await PageAsync());

        Assert.Contains("connected", await answer.Content.ReadAsStringAsync(None), StringComparison.Ordinal);
        Assert.Equal((true, true), await SignedInAsync(Adapter));
        await using var replica = await AdapterHost.StartAsync(new CartAdapterModule(), Folder);
        Assert.Equal((true, true), await SignedInAsync(replica));
    }

    [Theory]
    [InlineData("?code=some")]
    [InlineData("?code=some&state=made-up")]
    [InlineData("?state=made-up")]
    public async Task Should_take_no_code_that_nobody_asked_for(string query)
    {
        using var http = new HttpClient { BaseAddress = Adapter.Http.BaseAddress };

        using var answer = await http.GetAsync($"/oauth/carts/acme{query}", None);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Should_take_no_state_of_another_connection()
    {
        var back = await BackAsync(await PageAsync());
        using var http = new HttpClient();

        using var answer = await http.GetAsync(
            new Uri(back.ToString().Replace("/acme?", "/other?", StringComparison.Ordinal)),
            None
        );

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Should_say_so_where_the_connection_signs_in_with_a_token()
    {
        await PutAsync(new JsonObject { ["Token"] = "sandbox-privileged-token" });

        using var answer = await Adapter.Http.PostAsync("/api/v1/carts/acme/authorization", null, None);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }
}
