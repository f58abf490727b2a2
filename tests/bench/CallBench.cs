using System.Globalization;
using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.Bench;

/// <summary>Counts what bulk work costs in calls, from the sandbox's own count.</summary>
public static class CallBench
{
    /// <summary>As many as the port takes at once.</summary>
    private const int LevelsAtOnce = 250;

    public static async Task<IReadOnlyList<CallRow>> RunAsync(int count, CancellationToken cancellationToken) =>
        [
            .. await OrdersAndShipmentsAsync(count, cancellationToken),
            await OrdersWithShippingLineAsync(count, cancellationToken),
            .. await StockAsync(count, cancellationToken),
        ];

    private static async Task<IReadOnlyList<CallRow>> OrdersAndShipmentsAsync(
        int count,
        CancellationToken cancellationToken
    )
    {
        await using var harness = await BenchHarness.StartAsync(items: null, cancellationToken);
        // An empty ship method adds no line.
        await PlaceAsync(harness, count, shipMethod: "", cancellationToken);
        var orders = new List<CartOrder>();
        var reading = await harness.CountAsync(
            async () => orders = await ReadAsync(harness, default, cancellationToken),
            cancellationToken
        );
        Complete(orders, count, lines: 3);

        var latest = orders.Max(order => order.ChangedAt);
        var quiet = await harness.CountAsync(
            () => ReadAsync(harness, latest.AddMinutes(1), cancellationToken),
            cancellationToken
        );
        var confirming = await harness.CountAsync(
            async () =>
            {
                foreach (var order in orders)
                {
                    await harness.Cart.ConfirmShipmentAsync(Shipment(order), maybeSent: false, cancellationToken);
                }
            },
            cancellationToken
        );
        var floor = Floor.OfOrders(count, linesOfEach: 3);
        return
        [
            new(Messages(count, "orders of three lines read"), count, reading, floor, Floor.TargetOf(floor)),
            new("a look for new orders where there are none", 1, quiet, 1, 1),
            new(Messages(count, "shipments confirmed"), count, confirming, count, count),
        ];
    }

    private static async Task<CallRow> OrdersWithShippingLineAsync(int count, CancellationToken cancellationToken)
    {
        await using var harness = await BenchHarness.StartAsync(items: null, cancellationToken);
        await PlaceAsync(harness, count, "Standard", cancellationToken);
        var orders = new List<CartOrder>();
        var calls = await harness.CountAsync(
            async () => orders = await ReadAsync(harness, default, cancellationToken),
            cancellationToken
        );
        Complete(orders, count, lines: 4);
        // A shipping line is a line like any other, so that more pages of lines are inherent.
        var floor = Floor.OfOrders(count, linesOfEach: 4);
        return new(
            Messages(count, "orders of three items and a shipping line read"),
            count,
            calls,
            floor,
            Floor.TargetOf(floor)
        );
    }

    private static async Task<IReadOnlyList<CallRow>> StockAsync(int count, CancellationToken cancellationToken)
    {
        await using var harness = await BenchHarness.StartAsync(items: count, cancellationToken);
        var first = await harness.CountAsync(
            () => SetStockAsync(harness, count, onHand: 7, cancellationToken),
            cancellationToken
        );
        var again = await harness.CountAsync(
            () => SetStockAsync(harness, count, onHand: 9, cancellationToken),
            cancellationToken
        );
        var pages = Floor.Pages(count);
        return
        [
            // The list of items shows their stock as well; the account names the place; then one adjustment for each batch.
            new(Messages(count, "stock levels set, just started"), count, first, pages + 1 + pages, 3 * pages),
            // SKUs are known by now: one look and one adjustment for each batch.
            new(Messages(count, "stock levels set, later"), count, again, 2 * pages, 2 * pages),
        ];
    }

    private static async Task PlaceAsync(
        BenchHarness harness,
        int count,
        string shipMethod,
        CancellationToken cancellationToken
    )
    {
        string[] skus = ["MUG-BLU", "TEE-SAN", "LAMP-BLA"];
        for (var i = 0; i < count; i++)
        {
            await harness.PlaceAsync(new { shipMethod, lines = skus.Select(sku => new { sku }) }, cancellationToken);
        }
    }

    private static async Task<List<CartOrder>> ReadAsync(
        BenchHarness harness,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var orders = new List<CartOrder>();
        await foreach (var page in harness.Cart.OrdersChangedSinceAsync(since, cancellationToken))
        {
            orders.AddRange(page);
        }

        return orders;
    }

    /// <summary>Few calls are no merit where something was left out.</summary>
    private static void Complete(List<CartOrder> orders, int count, int lines)
    {
        if (
            orders.DistinctBy(order => order.CartOrderId).Count() != count
            || orders.Exists(order => order.Lines.Count != lines || order.Problem is not null)
        )
        {
            throw new InvalidOperationException("The orders were not read whole.");
        }
    }

    private static async Task SetStockAsync(
        BenchHarness harness,
        int count,
        decimal onHand,
        CancellationToken cancellationToken
    )
    {
        foreach (var batch in Enumerable.Range(1, count).Chunk(LevelsAtOnce))
        {
            var refused = await harness.Cart.SetStockAsync(
                [
                    .. batch.Select(number => new StockLevel
                    {
                        Sku = SandboxItems.Sku(number),
                        OnHand = onHand,
                        AsOf = DateTimeOffset.UnixEpoch,
                    }),
                ],
                string.Create(CultureInfo.InvariantCulture, $"bench-{onHand}-{batch[0]}"),
                cancellationToken
            );
            if (refused.Count > 0)
            {
                throw new InvalidOperationException($"Not all levels were set: {refused.First().Value}");
            }
        }
    }

    private static ConfirmShipment Shipment(CartOrder order) =>
        new()
        {
            ShipmentId = DerivedId.OfShipment(Guid.Empty, order.CartOrderId, "1ZBENCH"),
            OrderId = DerivedId.OfOrder("bench", order.CartOrderId),
            Connection = "bench",
            Merchant = "bench",
            CartOrderId = order.CartOrderId,
            OrderNumber = order.OrderNumber,
            Carrier = "UPS",
            TrackingNumber = "1ZBENCH",
            ShippedAt = order.OrderedAt.AddDays(1),
            Lines =
            [
                .. order.Lines.Select(line => new ConfirmedLine { LineId = line.LineId, Quantity = line.Quantity }),
            ],
        };

    private static string Messages(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}");
}
