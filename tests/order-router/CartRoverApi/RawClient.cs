using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Crossdock.OrderRouter.Tests.CartRoverApi;

/// <summary>Sends the bytes that a client of another language sends, and reads the answer as it is on the line.</summary>
internal sealed class RawClient(Uri address)
{
    /// <param name="request">Method, address and headers, a line each; without those that every request has.</param>
    /// <param name="body">Null for none.</param>
    public async Task<RawAnswer> SendAsync(string request, string? body = null)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        await using var stream = line.GetStream();
        var bytes = Encoding.UTF8.GetBytes(body ?? "");
        var length = body is null ? "" : $"Content-Length: {bytes.Length}\r\n";
        var head =
            $"{request.ReplaceLineEndings("\r\n").Trim()}\r\nHost: {address.Authority}\r\nConnection: close\r\n{length}\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), TestContext.Current.CancellationToken);
        await stream.WriteAsync(bytes, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        return RawAnswer.Of(answer);
    }
}

/// <summary>An answer.</summary>
internal sealed record RawAnswer(int Status, ILookup<string, string> Headers, string Text)
{
    public JsonObject Body => JsonNode.Parse(Text)!.AsObject();

    public bool IsSuccess => (bool)Body["success_code"]!;

    /// <summary>As a client reads it: the older name first.</summary>
    public string Message => (string)(Body["status_message"] ?? Body["message"])!;

    public JsonObject Response => Body["response"]!.AsObject();

    public JsonArray List => Body["response"]!.AsArray();

    public static RawAnswer Of(string answer)
    {
        var parts = answer.Split("\r\n\r\n", 2);
        var lines = parts[0].Split("\r\n");
        return new(
            int.Parse(lines[0].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture),
            lines
                .Skip(1)
                .Select(line => line.Split(": ", 2))
                .ToLookup(line => line[0], line => line[1], StringComparer.OrdinalIgnoreCase),
            parts[1]
        );
    }
}
