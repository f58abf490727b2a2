using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Bench.Figures;
using Crossdock.TestSupport;

namespace Crossdock.Bench.Hub;

/// <summary>From the moment at which the cart has an order to the moment at which the warehouse has its pick ticket, both by the sandbox's clock.</summary>
internal static class LatencyBench
{
    private const int Orders = 100;

    /// <param name="hub">Started.</param>
    /// <param name="inFlight">How many other orders are on their way meanwhile.</param>
    /// <param name="how">What the cart tells of new orders by, for the table.</param>
    /// <param name="p50">Target in seconds; null for none.</param>
    /// <param name="p99">Target in seconds; null for none.</param>
    /// <param name="alreadySeeded">How many orders were placed before, so that the others are new.</param>
    public static async Task<IReadOnlyList<Measurement>> RunAsync(
        BenchHub hub,
        int inFlight,
        string how,
        double? p50,
        double? p99,
        int alreadySeeded
    )
    {
        if (inFlight > 0)
        {
            await hub.SeedAsync(alreadySeeded + inFlight);
        }

        var numbers = new List<string>();
        for (var i = 0; i < Orders; i++)
        {
            using var placed = await hub.Sandbox.Http.PostAsJsonAsync(
                "/sandbox/orders",
                new { shipMethod = "Standard" }
            );
            placed.EnsureSuccessStatusCode();
            numbers.Add((string)(await placed.Content.ReadFromJsonAsync<JsonObject>())!["number"]!);
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        var seconds = new List<double>();
        foreach (var number in numbers)
        {
            seconds.Add(await SecondsAsync(hub, number));
        }

        seconds.Sort();
        var group =
            inFlight == 0
                ? $"time to the pick ticket, {how}"
                : $"time to the pick ticket, {how}, {inFlight} others in flight";
        return
        [
            new(group, "p50", seconds[(Orders / 2) - 1], "s", p50),
            new(group, "p95", seconds[(Orders * 95 / 100) - 1], "s"),
            new(group, "p99", seconds[(Orders * 99 / 100) - 1], "s", p99),
        ];
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
