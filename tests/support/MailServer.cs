using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Crossdock.TestSupport;

/// <summary>A small SMTP server on this machine: takes every mail, and keeps it. It knows no TLS and no accounts.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closing = new();
    private readonly ConcurrentQueue<ReceivedMail> mails = new();
    private readonly Task accepting;

    public MailServer()
    {
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>How many mails are still to be answered with 451, so that the sender has to come again.</summary>
    public int Refuse { get; set; }

    /// <summary>What it has taken, oldest first.</summary>
    public IReadOnlyList<ReceivedMail> Mails => [.. mails];

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            var client = await listener.AcceptTcpClientAsync(closing.Token);
            _ = ServeAsync(client);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var owned = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false))
        {
            NewLine = "\r\n",
            AutoFlush = true,
        };
        await writer.WriteLineAsync("220 specs ESMTP");
        var recipients = new List<string>();
        while (await reader.ReadLineAsync(closing.Token) is { } line)
        {
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-specs\r\n250 8BITMIME");
                    break;
                case "RCPT":
                    recipients.Add(
                        line[
                            (line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf(
                                '>',
                                StringComparison.Ordinal
                            )
                        ]
                    );
                    await writer.WriteLineAsync("250 OK");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 Go on");
                    await TakeAsync(reader, writer, recipients);
                    recipients = [];
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 Bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 OK");
                    break;
            }
        }
    }

    private async Task TakeAsync(StreamReader reader, StreamWriter writer, List<string> recipients)
    {
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(closing.Token) is { } line && line != ".")
        {
            text.AppendLine(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line);
        }

        if (Refuse > 0)
        {
            Refuse--;
            await writer.WriteLineAsync("451 Come again later");
            return;
        }

        mails.Enqueue(new ReceivedMail(recipients, text.ToString()));
        await writer.WriteLineAsync("250 OK");
    }
}

/// <summary>A mail as it came: headers, an empty line, the body.</summary>
public sealed record ReceivedMail(IReadOnlyList<string> Recipients, string Text);
