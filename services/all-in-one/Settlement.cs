using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Storage;

namespace Crossdock.AllInOne;

/// <summary>
/// Waits until every seeded order has come to its end. What counts is what the sandbox finds in its own database; the hub is asked only for
/// what no book outside can show: that an order is held, and not merely late.
/// </summary>
internal sealed class Settlement(SandboxClient sandbox, IDocuments<OrderState> orders, Screen screen, TimeProvider time)
{
    /// <summary>Longer than the longest pause of anything that is still trying.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>A pause is so much longer than the look before it, so that looking takes little from what is looked at.</summary>
    private const int PauseFactor = 8;
    private static readonly TimeSpan StockWait = TimeSpan.FromSeconds(20);

    /// <returns>
    /// The last report, and the orders that have not ended as their seed says, or of which the hub does not name what the sandbox's records
    /// differ in, by number, with what the hub says of them.
    /// </returns>
    public async Task<(SandboxReport Report, Findings Findings)> WaitAsync(CancellationToken cancellationToken)
    {
        var movedAt = time.GetTimestamp();
        var totalsBefore = new ReportTotals(0, 0, 0, 0, 0, 0, 0, 0);
        var settled = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var began = time.GetTimestamp();
            var report = await sandbox.ReportAsync(cancellationToken);
            var settledBefore = settled.Count;
            settled.UnionWith(await NewlySettledAsync(report, settled, cancellationToken));
            screen.Progress(
                $"{settled.Count} of {report.Orders.Count} orders settled, {report.Totals.Confirmed} confirmed"
            );
            if (report.Totals != totalsBefore || settled.Count != settledBefore)
            {
                (totalsBefore, movedAt) = (report.Totals, time.GetTimestamp());
            }

            var givesUp = time.GetElapsedTime(movedAt) > GiveUpAfter;
            if (givesUp || settled.Count == report.Orders.Count)
            {
                // An order that was settled at an earlier look may have changed since.
                var findings = await CompareAsync(report.Orders, cancellationToken);
                if (givesUp || (findings.Wrong.Count == 0 && findings.Unseen.Count == 0))
                {
                    screen.Progress("");
                    return (report, findings);
                }

                settled.Clear();
            }

            var pause = PauseFactor * time.GetElapsedTime(began);
            await Task.Delay(pause > PollInterval ? pause : PollInterval, time, cancellationToken);
        }
    }

    /// <summary>Waits a little for the stock to agree on both sides: readings come in rounds.</summary>
    public async Task<bool> StockAgreesAsync(CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + StockWait;
        while (!(await sandbox.ReportAsync(cancellationToken)).Stock.Agree)
        {
            if (time.GetUtcNow() > until)
            {
                return false;
            }

            await Task.Delay(PollInterval, time, cancellationToken);
        }

        return true;
    }

    /// <summary>The orders that were not settled before and are now.</summary>
    private async Task<IEnumerable<string>> NewlySettledAsync(
        SandboxReport report,
        HashSet<string> settled,
        CancellationToken cancellationToken
    )
    {
        var ended = report.Orders.Where(one => one.Ok && !settled.Contains(one.Number)).ToList();
        var (wrong, unseen) = await CompareAsync(ended, cancellationToken);
        return ended.Except(unseen).Select(one => one.Number).Except(wrong.Keys);
    }

    private async Task<Findings> CompareAsync(
        IReadOnlyList<SeededOrder> seededOrders,
        CancellationToken cancellationToken
    )
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        var unseen = new List<SeededOrder>();
        foreach (var seeded in seededOrders)
        {
            var known = await orders.QueryAsync(OrderState.ByNumber.Where(seeded.Number).Take(2), cancellationToken);
            var order = known is [{ } first, ..] ? first : null;
            if (!seeded.Ok || !StatusesOf(seeded).Contains(order?.CurrentState))
            {
                wrong[seeded.Number] = order is null ? "not seen" : $"{order.CurrentState}: {order.Reason}";
            }

            // An order on hold always says why.
            if (seeded.Differences.Count > 0 && order?.CurrentState != OrderStatus.Error)
            {
                unseen.Add(seeded);
            }
        }

        return new(wrong, unseen);
    }

    /// <summary>The statuses in which the hub may leave an order that is expected to end so in the sandbox.</summary>
    private static IReadOnlyList<string?> StatusesOf(SeededOrder seeded) =>
        (seeded.Expected, seeded.Overtaken) switch
        {
            // People were quicker than the hub's first reading: it never saw what it would have held.
            ("held", "skipped") => [OrderStatus.Error, OrderStatus.Skipped],
            ("held", "absent") => [OrderStatus.Error, null],
            ("held" or "differs", _) => [OrderStatus.Error],
            ("unsent", _) => [OrderStatus.Canceled, OrderStatus.Skipped],
            var (expected, _) => [expected],
        };
}

/// <summary>What is not as it should be.</summary>
/// <param name="Wrong">By number, the orders that have not ended as their seed says, with what the hub says of them.</param>
/// <param name="Unseen">The orders whose records in the cart and the warehouse differ, and which the hub does not hold for it.</param>
internal sealed record Findings(IReadOnlyDictionary<string, string> Wrong, IReadOnlyList<SeededOrder> Unseen);
