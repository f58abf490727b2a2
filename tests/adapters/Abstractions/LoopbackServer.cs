using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crossdock.Adapters.Abstractions.Tests;

/// <summary>A server that answers every request with the same bytes, as they are.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly Func<NetworkStream, CancellationToken, Task> answer;
    private readonly Task accepting;
    private int requests;

    private LoopbackServer(Func<NetworkStream, CancellationToken, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");

    public int Requests => Volatile.Read(ref requests);

    public static LoopbackServer Answering(
        int status,
        string body = "",
        string headers = "",
        byte[]? bytes = null,
        int? length = null
    )
    {
        var content = bytes ?? Encoding.UTF8.GetBytes(body);
        return new(
            async (stream, cancellationToken) =>
            {
                var head =
                    $"HTTP/1.1 {status} Whatever\r\nContent-Length: {length ?? content.Length}\r\nConnection: close\r\n{headers}\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
                await stream.WriteAsync(content, cancellationToken);
            }
        );
    }

    /// <summary>Sends the beginning of an answer, and then nothing.</summary>
    public static LoopbackServer Stalling(string beginning) =>
        new(
            async (stream, cancellationToken) =>
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), cancellationToken);
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }
        );

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await accepting;
        listener.Dispose();
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (!closing.IsCancellationRequested)
            {
                connections.Add(AnswerAsync(await listener.AcceptTcpClientAsync(closing.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The spec is over.
        }

        await Task.WhenAll(connections);
    }

    private static bool IsTls(StringBuilder request) => request.Length > 0 && request[0] == '\u0016';

    private async Task AnswerAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            var stream = client.GetStream();
            var request = new StringBuilder();
            var buffer = new byte[4096];
            // The bodies that the specs send are one letter; anyone who begins a TLS handshake gets plain text.
            while (!request.ToString().Contains("\r\n\r\n", StringComparison.Ordinal) && !IsTls(request))
            {
                var count = await stream.ReadAsync(buffer, closing.Token);
                if (count == 0)
                {
                    return;
                }

                request.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }

            Interlocked.Increment(ref requests);
            await answer(stream, closing.Token);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client has what it wants.
        }
    }
}
