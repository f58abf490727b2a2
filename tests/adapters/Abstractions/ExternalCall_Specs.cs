using System.IO.Compression;
using Microsoft.Extensions.Time.Testing;
using static Crossdock.Adapters.Abstractions.Tests.TestSystem;

namespace Crossdock.Adapters.Abstractions.Tests;

public sealed class When_an_external_system_answers
{
    private const string Own = """{"fault":"no such thing"}""";

    public static TheoryData<int> Failures =>
        [
            301,
            302,
            307,
            400,
            401,
            402,
            403,
            404,
            405,
            407,
            408,
            409,
            410,
            413,
            415,
            418,
            422,
            423,
            425,
            429,
            451,
            499,
            500,
            502,
            503,
            504,
            599,
        ];

    [Theory]
    [MemberData(nameof(Failures))]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(204)]
    public async Task Should_take_no_answer_to_a_write_but_the_systems_own(int status)
    {
        string[] strangers =
        [
            "",
            "<html>Blocked by the gateway</html>",
            """{"message":"no route"}""",
            """{"ok":""",
            "[]",
        ];
        foreach (var body in status == 204 ? [""] : strangers)
        {
            await using var server = LoopbackServer.Answering(status, body, "Location: /elsewhere\r\n");

            var problem = await ProblemAsync(server.Address, isWrite: true);

            Assert.Equal((ConnectionProblem.Unclear, false), (problem?.Problem, problem?.NothingWasDone));
            Assert.Equal(1, server.Requests);
        }
    }

    [Theory]
    [InlineData(301, ConnectionProblem.Unclear)]
    [InlineData(400, ConnectionProblem.Refused)]
    [InlineData(401, ConnectionProblem.Credentials)]
    [InlineData(402, ConnectionProblem.Credentials)]
    [InlineData(403, ConnectionProblem.Credentials)]
    [InlineData(404, ConnectionProblem.Refused)]
    [InlineData(408, ConnectionProblem.Unclear)]
    [InlineData(409, ConnectionProblem.Refused)]
    [InlineData(422, ConnectionProblem.Refused)]
    [InlineData(429, ConnectionProblem.Throttled)]
    [InlineData(500, ConnectionProblem.Unclear)]
    [InlineData(503, ConnectionProblem.Unclear)]
    public async Task Should_believe_the_systems_own_word_about_a_write(int status, ConnectionProblem expected)
    {
        await using var server = LoopbackServer.Answering(status, Own);

        var problem = await ProblemAsync(server.Address, isWrite: true);

        Assert.Equal(expected, problem?.Problem);
        Assert.Contains("no such thing", problem?.Message);
    }

    [Theory]
    [InlineData(301, ConnectionProblem.WrongAddress)]
    [InlineData(400, ConnectionProblem.WrongAddress)]
    [InlineData(401, ConnectionProblem.Credentials)]
    [InlineData(403, ConnectionProblem.Credentials)]
    [InlineData(404, ConnectionProblem.WrongAddress)]
    [InlineData(408, ConnectionProblem.Down)]
    [InlineData(429, ConnectionProblem.Throttled)]
    [InlineData(500, ConnectionProblem.Down)]
    [InlineData(503, ConnectionProblem.Down)]
    public async Task Should_tell_problems_of_a_read_apart_by_status(int status, ConnectionProblem expected)
    {
        await using var server = LoopbackServer.Answering(status, "<html/>", "Location: /elsewhere\r\n");

        Assert.Equal(expected, (await ProblemAsync(server.Address))?.Problem);
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData(false, """[1,2,3]""")]
    [InlineData(true, """{"ok":1}""")]
    public async Task Should_pass_on_what_is_well(bool isWrite, string body)
    {
        await using var server = LoopbackServer.Answering(200, body);

        Assert.Null(await ProblemAsync(server.Address, isWrite));
    }

    [Theory]
    [InlineData("Retry-After: 30", 30)]
    [InlineData("Retry-After: 0", null)]
    [InlineData("Retry-After: -5", null)]
    [InlineData("Retry-After: soon", null)]
    [InlineData("Retry-After: 99999999", 3600)]
    [InlineData("Retry-After: Wed, 25 Nov 2026 07:01:00 GMT", 60)]
    [InlineData("Retry-After: Wed, 25 Nov 2026 06:00:00 GMT", null)]
    [InlineData("Retry-After: Wed, 25 Nov 2026 02:00:40 GMT\r\nDate: Wed, 25 Nov 2026 02:00:00 GMT", 40)]
    [InlineData("X-Nothing: 1", null)]
    public async Task Should_say_when_to_come_again(string header, int? seconds)
    {
        var now = new DateTimeOffset(2026, 11, 25, 7, 0, 0, TimeSpan.Zero);
        foreach (var status in (int[])[429, 503])
        {
            await using var server = LoopbackServer.Answering(status, "", header + "\r\n");

            var problem = await ProblemAsync(server.Address, time: new FakeTimeProvider(now));

            Assert.Equal(seconds is { } wait ? now.AddSeconds(wait) : null, problem?.RetryAt);
        }
    }
}

public sealed class When_an_answer_is_broken
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Should_survive_a_compressed_answer_that_is_corrupt(string encoding)
    {
        await using var server = LoopbackServer.Answering(
            200,
            "<html>This is not compressed at all.</html>",
            $"Content-Encoding: {encoding}\r\n"
        );

        await AssertLostAsync(server.Address);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Should_bound_what_a_small_answer_unpacks_to(string encoding)
    {
        using var packed = new MemoryStream();
        await using (
            Stream packing =
                encoding == "gzip"
                    ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)
                    : new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true)
        )
        {
            await packing.WriteAsync(new byte[64 * 1024 * 1024], TestContext.Current.CancellationToken);
        }

        Assert.InRange(packed.Length, 1, TestSystem.Limit - 1);
        await using var server = LoopbackServer.Answering(
            200,
            bytes: packed.ToArray(),
            headers: $"Content-Encoding: {encoding}\r\n"
        );
        var before = GC.GetTotalAllocatedBytes();

        await AssertLostAsync(server.Address);

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task Should_bound_a_plain_answer()
    {
        await using var server = LoopbackServer.Answering(200, new string('x', TestSystem.Limit + 1));

        await AssertLostAsync(server.Address);
    }

    [Fact]
    public async Task Should_notice_an_answer_that_ends_too_soon()
    {
        await using var server = LoopbackServer.Answering(200, """{"ok":1}""", length: 100);

        await AssertLostAsync(server.Address);
    }

    [Fact]
    public async Task Should_survive_what_is_not_http()
    {
        await using var server = LoopbackServer.Answering(200, headers: new string('x', 70_000) + ": 1\r\n");

        await AssertLostAsync(server.Address);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"ok\":")]
    public async Task Should_wait_no_longer_than_its_deadline_for_headers_and_body(string beginning)
    {
        await using var server = LoopbackServer.Stalling(beginning);

        foreach (var isWrite in (bool[])[false, true])
        {
            var problem = await ProblemAsync(
                server.Address,
                isWrite,
                TimeProvider.System,
                TimeSpan.FromMilliseconds(300)
            );

            Assert.Equal(isWrite ? ConnectionProblem.Unclear : ConnectionProblem.Down, problem?.Problem);
            Assert.Contains("0.3 s", problem?.Message);
        }
    }

    [Fact]
    public async Task Should_give_up_when_the_caller_does()
    {
        await using var server = LoopbackServer.Stalling("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
        using var caller = new CancellationTokenSource();
        var call = ProblemAsync(server.Address, isWrite: true, cancellationToken: caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static async Task AssertLostAsync(Uri address)
    {
        Assert.Equal(ConnectionProblem.Down, (await ProblemAsync(address))?.Problem);
        Assert.Equal(ConnectionProblem.Unclear, (await ProblemAsync(address, isWrite: true))?.Problem);
    }
}

public sealed class When_a_call_never_left
{
    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://no-such-host.invalid/")]
    public async Task Should_be_sure_that_nothing_was_done(string address) =>
        await AssertUnreachableAsync(new Uri(address));

    [Fact]
    public async Task Should_be_sure_that_nothing_was_done_without_tls()
    {
        await using var server = LoopbackServer.Stalling("HTTP/1.1 400 This is no TLS\r\n\r\n");

        await AssertUnreachableAsync(new UriBuilder(server.Address) { Scheme = "https" }.Uri);
    }

    [Fact]
    public async Task Should_be_sure_that_nothing_was_done_when_no_connection_is_made_in_time()
    {
        using var network = ExternalHttp.CreateNetwork();
        network.ConnectTimeout = TimeSpan.FromMilliseconds(20);
        network.ConnectCallback = async (_, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return Stream.Null;
        };

        await AssertUnreachableAsync(new Uri("http://127.0.0.1/"), network);
    }

    private static async Task AssertUnreachableAsync(Uri address, HttpMessageHandler? network = null)
    {
        var problem = await ProblemAsync(address, isWrite: true, network: network);

        Assert.Equal((ConnectionProblem.Unreachable, true), (problem?.Problem, problem?.NothingWasDone));
        Assert.Contains(address.Host, problem?.Message);
    }
}
