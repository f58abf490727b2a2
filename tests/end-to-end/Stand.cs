using System.Text.Json;
using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

/// <summary>Where the hub stands when a spec gives up waiting, short enough to be read at the end of a build's log.</summary>
internal static class Stand
{
    private const int Lines = 25;
    private const int Longest = 220;

    /// <summary>The latest lines that each service wrote, and then its health and what waits in its queues and documents.</summary>
    public static async Task<string> OfAsync(IReadOnlyCollection<ServiceProcess> services) =>
        string.Join(
            '\n',
            [
                .. services.Select(s => $"--- {s.Name} wrote at last\n{Latest(s)}"),
                .. await Task.WhenAll(services.Select(NowAsync)),
            ]
        );

    private static string Latest(ServiceProcess service) =>
        string.Join('\n', service.Output.Split('\n').TakeLast(Lines).Select(Short));

    /// <summary>Time, event and message of a line of the log; other lines as they are.</summary>
    private static string Short(string line)
    {
        try
        {
            var entry = JsonDocument.Parse(line).RootElement;
            line = $"{entry.GetProperty("Timestamp")} {entry.GetProperty("Message")}";
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            // Not everything that a process writes is a line of the log.
        }

        return line.Length > Longest ? $"{line[..Longest]}…" : line;
    }

    private static async Task<string> NowAsync(ServiceProcess service)
    {
        try
        {
            var health = await service.TextAsync("/health/ready");
            var metrics = (await service.TextAsync("/metrics"))
                .Split('\n')
                .Where(line =>
                    line.StartsWith("crossdock_", StringComparison.Ordinal)
                    && !line.EndsWith(" 0", StringComparison.Ordinal)
                    && (
                        line.Contains("queue", StringComparison.Ordinal)
                        || line.Contains("work", StringComparison.Ordinal)
                    )
                );
            return $"--- {service.Name} now: {health}\n{string.Join('\n', metrics)}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return $"--- {service.Name} does not answer: {e.Message}";
        }
    }
}
