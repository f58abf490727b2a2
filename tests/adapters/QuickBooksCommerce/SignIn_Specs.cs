using System.Net;
using Crossdock.Adapters;
using Crossdock.Adapters.QuickBooksCommerce;
using Crossdock.TestSupport;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>A service whose refresh tokens are good for one refresh, and whose access tokens can be made to die.</summary>
public sealed class When_tokens_rotate : IDisposable
{
    private const string Malformed = """
        {"error":"invalid_request","error_description":"The request is missing a required parameter, includes an unsupported parameter value, or is otherwise malformed."}
        """;

    private readonly StateInMemory memory = new();
    private readonly Script service;
    private readonly StandingClock clock = new(new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private string goodRefresh = "refresh-0";
    private string goodAccess = "none";
    private int refreshes;

    public When_tokens_rotate() => service = new Script(Answer);

    public void Dispose()
    {
        memory.Dispose();
        service.Dispose();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private QuickBooksCommerceCart Replica(string refreshToken = "refresh-0") =>
        TestConnection.Cart(
            Script.Address,
            service,
            memory,
            clock,
            settings:
            [
                ("ClientId", "app"),
                ("ClientSecret", "secret"),
                ("RedirectUri", "https://crossdock.test/back"),
                ("RefreshToken", refreshToken),
            ]
        );

    private HttpResponseMessage Answer(Sent sent)
    {
        if (sent.Path != "/oauth/token")
        {
            return sent.Bearer == goodAccess
                ? Script.Json("""{"account":{"name":"Bob's Burgers"}}""")
                : Script.Json("""{"type":"unauthorized"}""", HttpStatusCode.Unauthorized);
        }

        if (
            !sent.Body.Contains($"refresh_token={goodRefresh}", StringComparison.Ordinal)
            && !sent.Body.Contains("code=the-code", StringComparison.Ordinal)
        )
        {
            return Script.Json(Malformed, HttpStatusCode.Unauthorized);
        }

        refreshes++;
        (goodAccess, goodRefresh) = ($"access-{refreshes}", $"refresh-{refreshes}");
        return Script.Json(
            $$"""{"access_token":"{{goodAccess}}","expires_in":7200,"refresh_token":"{{goodRefresh}}","scope":"public","token_type":"bearer"}"""
        );
    }

    [Fact]
    public async Task Should_refresh_once_for_two_replicas_that_need_a_token_at_once()
    {
        await Task.WhenAll(Replica().TestAsync(Ct), Replica().TestAsync(Ct));
        Assert.Equal(1, refreshes);
    }

    [Fact]
    public async Task Should_go_on_with_the_stored_pair_after_a_restart()
    {
        await Replica().TestAsync(Ct);
        clock.Now += TimeSpan.FromHours(3);
        await Replica().TestAsync(Ct);
        Assert.Equal(2, refreshes);
    }

    [Fact]
    public async Task Should_renew_a_token_that_dies_early_and_repeat_the_call()
    {
        var cart = Replica();
        await cart.TestAsync(Ct);
        goodAccess = "revoked";
        Assert.Equal("Signed in to Bob's Burgers at QuickBooks Commerce", await cart.TestAsync(Ct));
        Assert.Equal(2, refreshes);
    }

    [Fact]
    public async Task Should_take_over_the_pair_that_another_replica_has_fetched()
    {
        var (one, other) = (Replica(), Replica());
        await one.TestAsync(Ct);
        await other.TestAsync(Ct);
        goodAccess = "revoked";
        await one.TestAsync(Ct);
        await other.TestAsync(Ct);
        Assert.Equal(2, refreshes);
    }

    [Fact]
    public async Task Should_say_how_to_connect_again_when_the_refresh_token_is_dead()
    {
        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() => Replica("refresh-dead").TestAsync(Ct));
        Assert.Equal(ConnectionProblem.Credentials, problem.Problem);
        Assert.Contains("POST /connections/{name}/authorization", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_forget_the_stored_pair_when_a_person_sets_a_new_refresh_token()
    {
        await Replica().TestAsync(Ct);
        (goodRefresh, goodAccess) = ("refresh-new", "none");
        await Replica("refresh-new").TestAsync(Ct);
        Assert.Equal(2, refreshes);
    }

    [Fact]
    public async Task Should_work_with_the_pair_that_an_authorization_code_brought()
    {
        var cart = Replica("refresh-dead");
        Assert.Contains(
            "/oauth/authorize?response_type=code&client_id=app",
            cart.AuthorizationAddress("state-1")!.ToString(),
            StringComparison.Ordinal
        );
        await cart.AuthorizeAsync("the-code", Ct);
        await Replica("refresh-dead").TestAsync(Ct);
        Assert.Equal(1, refreshes);
    }
}
