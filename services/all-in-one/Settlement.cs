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
    private static readonly TimeSpan StockWait = TimeSpan.FromSeconds(20);

    /// <returns>
    /// The last report, and the orders that have not ended as their seed says, or of which the hub does not name what the sandbox's records
    /// differ in, by number, with what the hub says of them.
    /// </returns>
    public async Task<(SandboxReport Report, Findings Findings)> WaitAsync(CancellationToken cancellationToken)
    {
        var movedAt = time.GetUtcNow();
        var before = new ReportTotals(0, 0, 0, 0, 0, 0, 0, 0);
        var wrongBefore = -1;
        while (true)
        {
            var report = await sandbox.ReportAsync(cancellationToken);
            var findings = await CompareAsync(report, cancellationToken);
            var (wrong, unseen) = findings;
            screen.Progress(
                $"{report.Orders.Count - wrong.Count} of {report.Orders.Count} orders settled, {report.Totals.Confirmed} confirmed"
            );
            if (report.Totals != before || wrong.Count != wrongBefore)
            {
                (before, wrongBefore, movedAt) = (report.Totals, wrong.Count, time.GetUtcNow());
            }

            if ((wrong.Count == 0 && unseen.Count == 0) || time.GetUtcNow() - movedAt > GiveUpAfter)
            {
                screen.Progress("");
                return (report, findings);
            }

            await Task.Delay(PollInterval, time, cancellationToken);
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

    private async Task<Findings> CompareAsync(SandboxReport report, CancellationToken cancellationToken)
    {
        var wrong = new Dictionary<string, string>(StringComparer.Ordinal);
        var unseen = new List<SeededOrder>();
        foreach (var seeded in report.Orders)
        {
            var known = await orders.QueryAsync(OrderState.ByNumber.Where(seeded.Number).Take(2), cancellationToken);
            var order = known is [{ } first, ..] ? first : null;
            if (!seeded.Ok || !StatusesOf(seeded.Expected).Contains(order?.CurrentState))
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
    private static IReadOnlyList<string?> StatusesOf(string expected) =>
        expected switch
        {
            "held" or "differs" => [OrderStatus.Error],
            "unsent" => [OrderStatus.Canceled, OrderStatus.Skipped],
            _ => [expected],
        };
}

/// <summary>What is not as it should be.</summary>
/// <param name="Wrong">By number, the orders that have not ended as their seed says, with what the hub says of them.</param>
/// <param name="Unseen">The orders whose records in the cart and the warehouse differ, and which the hub does not hold for it.</param>
internal sealed record Findings(IReadOnlyDictionary<string, string> Wrong, IReadOnlyList<SeededOrder> Unseen);
