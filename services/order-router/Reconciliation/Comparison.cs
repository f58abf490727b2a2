using System.Runtime.CompilerServices;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Compares the lists of a reconciliation with the router's orders, and stores each difference. Safe to repeat.</summary>
public sealed class Comparison(
    IDocuments<ListedPageDocument> pages,
    IDocuments<DifferenceDocument> differences,
    IDocuments<OrderState> orders,
    ReconcileOptions options,
    TimeProvider time
)
{
    private const int PageSize = 50;

    /// <returns>What it has found.</returns>
    public async Task<IReadOnlyList<DifferenceDocument>> RunAsync(
        ReconciliationDocument reconciliation,
        ReconciliationDocument? before,
        CancellationToken cancellationToken
    )
    {
        var run = new ComparisonRun(reconciliation, Youngest(reconciliation));
        reconciliation.Foreign = 0;
        var foreign = new List<(string Connection, string Number)>();
        await foreach (var page in PagesAsync(reconciliation, cancellationToken))
        {
            foreach (var listed in page.Orders)
            {
                var order = await FindAsync(listed.Id, cancellationToken);
                run.Take(
                    listed.Id,
                    page.Connection,
                    order
                        ?? new OrderState
                        {
                            CorrelationId = listed.Id,
                            OrderNumber = listed.OrderNumber,
                            Merchant = listed.Merchant,
                            Connection = page.Connection,
                        },
                    CartComparison.Of(listed, order)
                );
            }

            foreach (var listed in page.Deliveries)
            {
                if (listed.Order is { } id && await FindAsync(id, cancellationToken) is { } order)
                {
                    run.Take(id, page.Connection, order, WarehouseComparison.Of(listed, order));
                }
                else
                {
                    foreign.Add((page.Connection, listed.WarehouseNumber));
                }
            }
        }

        foreach (var (connection, number) in foreign)
        {
            if (WarehouseComparison.Twin(number, run.ByReference) is { } order)
            {
                run.Take(order.CorrelationId, connection, order, WarehouseComparison.Doubled(number, order));
            }
            else
            {
                reconciliation.Foreign++;
            }
        }

        await NotListedAsync(run, cancellationToken);
        await CarryOverAsync(run, before, cancellationToken);
        foreach (var found in run.Found)
        {
            // A repeat after a crash finds the same ones, perhaps at another place.
            if (!await differences.InsertAsync(found, cancellationToken))
            {
                await differences.UpdateAsync(found.Id, known => Replace(known, found), cancellationToken);
            }
        }

        reconciliation.Agree = run.Seen.Except(run.Differing).Count();
        reconciliation.Differ = run.Found.Count(found => !found.Difference.IsMended);
        reconciliation.Mended = run.Found.Count - reconciliation.Differ;
        reconciliation.Moving = run.Moving;
        return run.Found;
    }

    /// <summary>What has changed since the lists were asked for may have changed after they were read.</summary>
    private DateTimeOffset Youngest(ReconciliationDocument reconciliation)
    {
        var youngest = time.GetUtcNow() - options.IgnoreYounger;
        return youngest < reconciliation.RequestedAt ? youngest : reconciliation.RequestedAt;
    }

    /// <summary>Orders of the window that their cart does not list.</summary>
    private async Task NotListedAsync(ComparisonRun run, CancellationToken cancellationToken)
    {
        var reconciliation = run.Reconciliation;
        var carts = reconciliation
            .Parts.Where(part => !part.IsWarehouse && part.Failure is null)
            .Select(part => part.Connection)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var status in (string[])[OrderStatus.New, OrderStatus.AtWms, OrderStatus.Partial, OrderStatus.Shipped])
        {
            var query = OrderState.ByStatus.Where(status).AtLeast(reconciliation.From).Take(10_000);
            foreach (var order in await orders.QueryAsync(query, cancellationToken))
            {
                if (
                    carts.Contains(order.Connection)
                    && order.Order is { IsPosted: false } received
                    && received.OrderedAt > reconciliation.From
                    && order.History is [{ At: var first }, ..]
                    && first > reconciliation.From
                    && first < reconciliation.To
                    && !run.Listed.Contains(order.CorrelationId)
                )
                {
                    run.Take(
                        order.CorrelationId,
                        order.Connection,
                        order,
                        new(
                            DifferenceKind.NotInCart,
                            $"{order.OrderNumber} is {order.CurrentState} in the hub, and the cart does not list it.",
                            "Look for it in the cart. If it is gone there: cancel the order."
                        )
                    );
                }
            }
        }
    }

    /// <summary>What an earlier one found, and nothing has happened to since, is found again although it is out of the window.</summary>
    private async Task CarryOverAsync(
        ComparisonRun run,
        ReconciliationDocument? before,
        CancellationToken cancellationToken
    )
    {
        if (before is null)
        {
            return;
        }

        var query = DifferenceDocument.ByReconciliation.Where(before.Id).Take(10_000);
        foreach (var known in await differences.QueryAsync(query, cancellationToken))
        {
            if (
                !known.Difference.IsMended
                && !run.Seen.Contains(known.OrderId)
                && await FindAsync(known.OrderId, cancellationToken) is { } order
                && order.HistoryVersion == known.OrderVersion
            )
            {
                run.Take(known.OrderId, known.Connection, order, known.Difference, known.Since);
            }
        }
    }

    private async IAsyncEnumerable<ListedPageDocument> PagesAsync(
        ReconciliationDocument reconciliation,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var query = ListedPageDocument.ByReconciliation.Where(reconciliation.Id).Take(PageSize);
        var next = query;
        while (await pages.QueryAsync(next, cancellationToken) is { Count: > 0 } some)
        {
            foreach (var page in some)
            {
                yield return page;
            }

            next = query.Continue(query.CursorAfter(some[^1]));
        }
    }

    private Task<OrderState?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        orders.FindAsync(id.ToString("D"), cancellationToken);

    private static bool Replace(DifferenceDocument known, DifferenceDocument found)
    {
        (known.OrderId, known.OrderNumber, known.Merchant) = (found.OrderId, found.OrderNumber, found.Merchant);
        (known.Connection, known.Difference, known.Since) = (found.Connection, found.Difference, found.Since);
        known.OrderVersion = found.OrderVersion;
        return true;
    }
}
