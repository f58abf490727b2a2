using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Bench.Figures;
using Crossdock.TestSupport;

namespace Crossdock.Bench.Hub;

/// <summary>From the moment at which the cart has an order to the moment at which the warehouse has its pick ticket, both by the sandbox's clock.</summary>
internal static class LatencyBench
{
    private const int WarmUp = 300;
    private const int Orders = 100;

    /// <param name="hub">Started.</param>
    /// <param name="how">What the cart tells of new orders by, for the table.</param>
    /// <param name="p50">Target in seconds; null for none.</param>
    /// <param name="p99">Target in seconds; null for none.</param>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(BenchHub hub, string how, double? p50, double? p99)
    {
        const int Others = 1000;
        await SecondsAsync(hub, await PlaceAsync(hub, WarmUp));
        var idle = await MeasureAsync(hub);
        var others = await PlaceAsync(hub, Others);
        var busy = await MeasureAsync(hub);
        await SecondsAsync(hub, others);
        return
        [
            .. Figures($"time to the pick ticket, {how}", idle),
            .. Figures($"time to the pick ticket, {how}, {Others} others in flight", busy),
        ];

        IEnumerable<Measurement> Figures(string group, List<double> seconds) =>
            [
                new(group, "p50", seconds[(Orders / 2) - 1], "s", p50),
                new(group, "p95", seconds[(Orders * 95 / 100) - 1], "s"),
                new(group, "p99", seconds[(Orders * 99 / 100) - 1], "s", p99),
            ];
    }

    /// <summary>One order after the other, ten in a second.</summary>
    private static async Task<List<double>> MeasureAsync(BenchHub hub)
    {
        var numbers = new List<string>();
        for (var i = 0; i < Orders; i++)
        {
            numbers.AddRange(await PlaceAsync(hub, 1));
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        var seconds = await SecondsAsync(hub, numbers);
        seconds.Sort();
        return seconds;
    }

    private static async Task<List<string>> PlaceAsync(BenchHub hub, int count)
    {
        var numbers = new List<string>();
        for (var i = 0; i < count; i++)
        {
            using var placed = await hub.Sandbox.Http.PostAsJsonAsync(
                "/sandbox/orders",
                new { shipMethod = "Standard" }
            );
            placed.EnsureSuccessStatusCode();
            numbers.Add((string)(await placed.Content.ReadFromJsonAsync<JsonObject>())!["number"]!);
        }

        return numbers;
    }

    private static async Task<List<double>> SecondsAsync(BenchHub hub, IReadOnlyList<string> numbers)
    {
        var seconds = new List<double>();
        foreach (var number in numbers)
        {
            seconds.Add(await SecondsAsync(hub, number));
        }

        return seconds;
    }

    private static async Task<double> SecondsAsync(BenchHub hub, string number)
    {
        JsonArray? tickets = null;
        await Wait.UntilAsync(
            async () =>
            {
                tickets = await hub.Sandbox.Http.GetFromJsonAsync<JsonArray>(
                    $"/sandbox/tickets?po={Uri.EscapeDataString(number)}"
                );
                return tickets!.Count > 0;
            },
            TimeSpan.FromMinutes(10),
            () => $"a pick ticket for {number}"
        );
        var orders = await hub.Sandbox.Http.GetFromJsonAsync<JsonArray>(
            $"/sandbox/orders?number={Uri.EscapeDataString(number)}"
        );
        return (Time(tickets![0]!) - Time(orders![0]!)).TotalSeconds;
    }

    private static DateTimeOffset Time(JsonNode of) =>
        DateTimeOffset.Parse((string)of["createdAt"]!, CultureInfo.InvariantCulture);
}
