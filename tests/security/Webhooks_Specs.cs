using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Security.Tests;

/// <summary>The one address at which strangers may send a body.</summary>
public sealed class When_somebody_sends_webhooks : IAsyncLifetime
{
    private const string Secret = "the cart's secret";
    private const int Limit = 5;
    private static readonly string[] Names = ["acme", "nobody"];
    private static readonly byte[] Notice = """{"event":"variant.updated","object_id":7}"""u8.ToArray();

    private ApiHost host = null!;
    private HttpClient client = null!;
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        host = await ApiHost.StartAsync(
            settings:
            [
                ("Http:FailuresPerMinute", $"{Limit}"),
                ("Carts:acme:Kind", "QuickBooksCommerce"),
                ("Carts:acme:Merchant", "acme"),
                ("Carts:acme:Address", "http://127.0.0.1:1"),
                ("Carts:acme:Token", "some"),
                ("Carts:acme:EarliestOrderDate", "2026-01-01"),
                ("Carts:acme:WebhookSecret", Secret),
            ]
        );
        client = await host.ClientAsync(null);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Should_limit_the_unsigned_and_never_the_signed()
    {
        for (var i = 0; i < Limit; i++)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync("acme", Notice, signature: "wrong"));
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync("acme", Notice, signature: "wrong"));
        Assert.Equal(HttpStatusCode.OK, await SendAsync("acme", Notice, Sign(Notice)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_answer_a_large_body_alike_for_every_name_and_count_it(bool chunked)
    {
        var large = new byte[64 * 1024 + 1];
        for (var i = 0; i < Limit; i++)
        {
            Assert.Equal(
                HttpStatusCode.RequestEntityTooLarge,
                await SendAsync(Names[i % Names.Length], large, Sign(large), chunked)
            );
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, await SendAsync("acme", large, Sign(large), chunked));
    }

    [Fact]
    public async Task Should_answer_a_body_that_breaks_off_without_a_stack_trace_in_the_log()
    {
        foreach (var name in Names)
        {
            using var line = new TcpClient();
            await line.ConnectAsync(host.Address.Host, host.Address.Port, Ct);
            await using var stream = line.GetStream();
            await stream.WriteAsync(
                Encoding.ASCII.GetBytes(
                    $"POST /webhooks/{name} HTTP/1.1\r\nHost: hub\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n"
                ),
                Ct
            );
            using var reader = new StreamReader(stream);
            Assert.StartsWith("HTTP/1.1 400 ", await reader.ReadLineAsync(Ct), StringComparison.Ordinal);
        }

        Assert.DoesNotContain(host.Log.Lines, line => line.Contains("   at ", StringComparison.Ordinal));
    }

    private async Task<HttpStatusCode> SendAsync(string name, byte[] body, string signature, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/webhooks/{name}");
        request.Content = new ByteArrayContent(body);
        request.Headers.Add("X-Gecko-Signature", signature);
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await client.SendAsync(request, Ct);
        if (!answer.IsSuccessStatusCode)
        {
            await ProblemDocument.ReadAsync(answer);
        }

        return answer.StatusCode;
    }

    private static string Sign(byte[] body) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), body));
}
