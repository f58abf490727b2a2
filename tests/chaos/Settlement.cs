using Crossdock.EndToEnd.Tests;

namespace Crossdock.Chaos;

/// <summary>What became of the orders.</summary>
/// <param name="Report">What both external systems have.</param>
/// <param name="Open">The orders that did not end as their seed says.</param>
/// <param name="Unseen">The orders that differ and are not held for it.</param>
internal sealed record Findings(Report Report, IReadOnlyList<string> Open, IReadOnlyList<string> Unseen)
{
    public IReadOnlyList<SkuAnswer> WrongLevels =>
        [.. Report.Stock.Skus.Where(sku => sku is { Counts: true, Agree: false })];

    public bool IsRight =>
        Open.Count == 0
        && Unseen.Count == 0
        && WrongLevels.Count == 0
        && Report.Totals is { Lost: 0, Doubled: 0, Wrong: 0 };
}

/// <summary>Waits until every order has come to its end, or until nothing has moved for long.</summary>
internal static class Settlement
{
    /// <summary>Longer than the longest pause of anything that is still trying.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan NoteInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    public static async Task<Findings> WaitAsync(Comparison comparison, Action<string> note)
    {
        var (movedAt, notedAt) = (DateTimeOffset.UtcNow, DateTimeOffset.MinValue);
        (Totals?, int, int) before = default;
        while (true)
        {
            var found = await FindAsync(comparison);
            var now = (found.Report.Totals, found.Open.Count, found.WrongLevels.Count);
            if (now != before)
            {
                (before, movedAt) = (now, DateTimeOffset.UtcNow);
            }

            if (DateTimeOffset.UtcNow - notedAt > NoteInterval)
            {
                notedAt = DateTimeOffset.UtcNow;
                note($"{found.Open.Count} of {found.Report.Totals.Orders} orders to settle");
            }

            if (found.IsRight || DateTimeOffset.UtcNow - movedAt > GiveUpAfter)
            {
                return found;
            }

            await Task.Delay(PollInterval);
        }
    }

    private static async Task<Findings> FindAsync(Comparison comparison)
    {
        var report = await comparison.ReportAsync();
        var open = report.Orders.Where(order => !order.Ok).Select(order => $"{order}").ToList();
        // The router is asked once nothing is open outside.
        return open.Count > 0
            ? new(report, open, await comparison.UnseenAsync(report))
            : new(report, await comparison.OpenAtRouterAsync(report), await comparison.UnseenAsync(report));
    }
}
