using System.Net;
using System.Text;
using Crossdock.Adapters;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

public sealed class When_a_connection_is_tested
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static async Task<ConnectionProblemException> ProblemAsync(Func<HttpResponseMessage> answer)
    {
        using var service = new Script(_ => answer());
        return await Assert.ThrowsAsync<ConnectionProblemException>(() => service.Cart().TestAsync(Ct));
    }

    private static HttpResponseMessage Html(HttpStatusCode status) =>
        new(status) { Content = new StringContent("<html>Hello</html>", Encoding.UTF8, "text/html") };

    [Fact]
    public async Task Should_name_the_account()
    {
        using var service = new Script(_ => Script.Json("""{"account":{"id":1,"name":"Bob's Burgers"}}"""));
        Assert.Equal("Signed in to Bob's Burgers at QuickBooks Commerce", await service.Cart().TestAsync(Ct));
        Assert.Equal(("/accounts/current", "privileged"), (service.Requests[0].Path, service.Requests[0].Bearer));
    }

    [Fact]
    public async Task Should_tell_apart_who_is_to_blame()
    {
        Assert.Equal(ConnectionProblem.WrongAddress, (await ProblemAsync(() => Html(HttpStatusCode.OK))).Problem);
        Assert.Equal(ConnectionProblem.WrongAddress, (await ProblemAsync(() => Html(HttpStatusCode.NotFound))).Problem);
        Assert.Equal(ConnectionProblem.WrongAddress, (await ProblemAsync(() => Script.Json("{}"))).Problem);
        Assert.Equal(ConnectionProblem.WrongAddress, (await ProblemAsync(() => new(HttpStatusCode.Found))).Problem);
        Assert.Equal(
            ConnectionProblem.Down,
            (await ProblemAsync(() => Html(HttpStatusCode.ServiceUnavailable))).Problem
        );
        Assert.Equal(ConnectionProblem.Down, (await ProblemAsync(() => Script.Json("""{"account":{"na"""))).Problem);
        Assert.Equal(
            ConnectionProblem.Down,
            (await ProblemAsync(() => throw new HttpRequestException(HttpRequestError.ResponseEnded))).Problem
        );
        Assert.Equal(
            ConnectionProblem.Unreachable,
            (await ProblemAsync(() => throw new HttpRequestException(HttpRequestError.NameResolutionError))).Problem
        );
    }

    [Theory]
    [InlineData(401, "does not accept the token: Invalid access token")]
    [InlineData(402, "subscription has lapsed")]
    [InlineData(403, "may not do this")]
    public async Task Should_say_what_a_person_has_to_do(int status, string words)
    {
        var problem = await ProblemAsync(() =>
            Script.Json("""{"type":"unauthorized","message":"Invalid access token"}""", (HttpStatusCode)status)
        );
        Assert.Equal(ConnectionProblem.Credentials, problem.Problem);
        Assert.Contains(words, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_recognise_the_extra_lock_before_the_api()
    {
        var problem = await ProblemAsync(() =>
            Script.Json("{}", HttpStatusCode.Unauthorized, ("WWW-Authenticate", "Basic realm=\"Application\""))
        );
        Assert.Contains("extra Basic authentication", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_come_again_at_the_reset_when_throttled()
    {
        var reset = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 120);
        var problem = await ProblemAsync(() =>
            Script.Json(
                """{"error":"You have exceeded the API rate limit. Please retry later."}""",
                HttpStatusCode.TooManyRequests,
                ("X-Rate-Limit-Reset", $"{reset.ToUnixTimeSeconds()}")
            )
        );
        Assert.Equal((ConnectionProblem.Throttled, reset), (problem.Problem, problem.RetryAt));
    }

    [Fact]
    public async Task Should_not_swallow_an_answer_without_end()
    {
        var problem = await ProblemAsync(() =>
            new(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) }
        );
        Assert.Equal(ConnectionProblem.Down, problem.Problem);
        Assert.Contains("16 MiB", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_give_up_waiting_after_the_time_out()
    {
        using var service = new SilentService();
        var cart = TestConnection.Cart(Script.Address, service, settings: [("Token", "t"), ("Timeout", "00:00:00.05")]);
        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() => cart.TestAsync(Ct));
        Assert.Equal(ConnectionProblem.Down, problem.Problem);
        Assert.Contains("did not answer within 0.05 s", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_give_up_waiting_when_the_caller_does()
    {
        using var service = new SilentService();
        var cart = TestConnection.Cart(Script.Address, service, settings: [("Token", "t")]);
        using var caller = new CancellationTokenSource();
        var test = cart.TestAsync(caller.Token);
        await service.Asked.Task.WaitAsync(TimeSpan.FromMinutes(2), Ct);
        await caller.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test);
    }

    private sealed class SilentService : HttpMessageHandler
    {
        public TaskCompletionSource Asked { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            Asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("Nobody waits forever.");
        }
    }

    [Fact]
    public void Should_say_which_setting_is_missing()
    {
        using var service = new Script(_ => Script.Json("{}"));
        var problem = Assert.Throws<SettingException>(() => service.Cart(("ClientId", "app")));
        Assert.Equal("Carts:acme-qbc:ClientSecret", problem.Setting);
        Assert.Throws<SettingException>(() => service.Cart(("Token", "t"), ("ShipMethodFrom", "pigeon")));
    }

    private sealed class EndlessStream : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => count;

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
