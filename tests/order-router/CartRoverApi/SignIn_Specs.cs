using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests.CartRoverApi;

/// <summary>Credentials and the limit of calls.</summary>
public sealed class When_a_client_of_CartRover_signs_in(RouterHost router)
{
    [Theory]
    [InlineData("GET /v1/cart/orders/X HTTP/1.1")]
    [InlineData("GET /v1/cart/orders/X HTTP/1.1\nAuthorization: Basic bm90aGluZw==")]
    [InlineData("GET /v1/cart/orders/X HTTP/1.1\nAuthorization: Basic %%%")]
    [InlineData("GET /v1/cart/orders/X?api_user=nobody&api_key=nothing HTTP/1.1")]
    [InlineData("POST /v1/cart/orders/cartrover?api_user=nobody&api_key=nothing HTTP/1.1")]
    [InlineData("GET /v1/nowhere HTTP/1.1")]
    public async Task Should_be_told_in_the_envelope_that_the_credentials_are_wrong(string request)
    {
        var answer = await new RawClient(router.Http.BaseAddress!).SendAsync(request, "");

        Assert.Equal((401, false, "Invalid"), (answer.Status, answer.IsSuccess, (string?)answer.Body["error_code"]));
        Assert.StartsWith("Invalid API credentials", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_let_in_with_the_whole_key_as_well()
    {
        var (user, key) = await router.PairAsync(Crossdock.Platform.Api.KeyLevel.Cart, Settings.Cart);
        var shop = new PostedScenario(router, user, $"xd.{user}.{key}");

        Assert.True((await shop.GetAsync("/v1/cart/list")).IsSuccess);
        Assert.False((await shop.GetAsync("/v1/nowhere")).IsSuccess);
    }

    [Fact]
    public async Task Should_be_slowed_down_after_100_calls_except_for_new_orders()
    {
        var shop = await PostedScenario.CreateAsync(router);
        RawAnswer answer;
        var calls = 0;
        do
        {
            answer = await shop.GetAsync("/v1/cart/list");
            calls++;
        } while (answer.IsSuccess && calls < 1000);

        Assert.InRange(calls, 101, 999);
        Assert.Equal(
            (200, "RateLimit", "Over API Limit. Please slow down requests.", "0"),
            (
                answer.Status,
                (string?)answer.Body["error_code"],
                answer.Message,
                answer.Headers["X-CartRover-Api-Minute-Hits-Remaining"].Single()
            )
        );
        Assert.True((await shop.PostOrderAsync(PostedScenario.Reference("FREE"))).IsSuccess);
    }
}
