using System.Collections.Concurrent;
using System.Net.Http.Json;

namespace Crossdock.EndToEnd.Tests;

/// <summary>Sets what the sandbox finds of the seeded orders in its own database beside what the router says of them.</summary>
public sealed class Comparison(HttpClient sandbox, HttpClient router)
{
    private static readonly ParallelOptions AFewAtOnce = new() { MaxDegreeOfParallelism = 4 };

    /// <summary>What became of the orders in both external systems.</summary>
    public async Task<Report> ReportAsync() => (await sandbox.GetFromJsonAsync<Report>("/sandbox/report"))!;

    /// <summary>What the router says of the orders with this number.</summary>
    public async Task<IReadOnlyList<OrderAnswer>> OrdersAsync(string number) =>
        (await router.GetFromJsonAsync<OrderPage>($"/api/v1/orders?number={Uri.EscapeDataString(number)}"))!.Items;

    /// <summary>The orders that have not ended at the router as their seed says.</summary>
    public Task<IReadOnlyList<string>> OpenAtRouterAsync(Report report) =>
        FindAsync(
            report.Orders,
            (seeded, known) =>
                known.Count < 2 && StatusesOf(seeded).Contains(known.Select(order => order.Status).FirstOrDefault())
                    ? null
                    : $"{seeded.Number} ({seeded.Kind}) should be {seeded.Expected}, and is at the router: {Text(known)}"
        );

    /// <summary>The orders in which cart and warehouse differ and which the router does not hold for it.</summary>
    public Task<IReadOnlyList<string>> UnseenAsync(Report report) =>
        FindAsync(
            report.Orders.Where(order => order.Differences.Count > 0),
            (seeded, known) =>
                known.Any(order => order.Status == "error")
                    ? null
                    : $"{seeded.Number} differs, and the router does not say so: {string.Join("; ", seeded.Differences)}"
        );

    private async Task<IReadOnlyList<string>> FindAsync(
        IEnumerable<SeededOrder> orders,
        Func<SeededOrder, IReadOnlyList<OrderAnswer>, string?> problem
    )
    {
        var found = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(
            orders,
            AFewAtOnce,
            async (seeded, _) =>
            {
                if (problem(seeded, await OrdersAsync(seeded.Number)) is { } text)
                {
                    found.Enqueue(text);
                }
            }
        );
        return [.. found.Order(StringComparer.Ordinal)];
    }

    private static string Text(IReadOnlyList<OrderAnswer> known) =>
        known.Count == 0 ? "unknown" : string.Join(", ", known.Select(order => $"{order.Status}: {order.Reason}"));

    /// <summary>The statuses that an order may have at the router which is expected to end so in the sandbox.</summary>
    private static string?[] StatusesOf(SeededOrder seeded) =>
        (seeded.Expected, seeded.Overtaken) switch
        {
            // People were quicker than the hub's first reading: it never saw what it would have held.
            ("held", "skipped") => ["error", "skipped"],
            ("held", "absent") => ["error", null],
            ("held" or "differs", _) => ["error"],
            ("unsent", _) => ["canceled", "skipped"],
            var (expected, _) => [expected],
        };
}
