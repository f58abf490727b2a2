using System.Globalization;
using Crossdock.CartAdapter;
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
        await using var stage = await BenchStage.StartAsync(items: null, cancellationToken);
        // An empty ship method adds no line.
        await PlaceAsync(stage, count, shipMethod: "", cancellationToken);
        var orders = new List<CartOrder>();
        var reading = await stage.CountAsync(
            async () => orders = await ReadAsync(stage, default, cancellationToken),
            cancellationToken
        );
        Complete(orders, count, lines: 3);

        var latest = orders.Max(order => order.ChangedAt);
        var quiet = await stage.CountAsync(
            () => ReadAsync(stage, latest.AddMinutes(1), cancellationToken),
            cancellationToken
        );
        var confirming = await stage.CountAsync(
            async () =>
            {
                foreach (var order in orders)
                {
                    await stage.Cart.ConfirmShipmentAsync(Shipment(order), maybeSent: false, cancellationToken);
                }
            },
            cancellationToken
        );
        var floor = Floor.OfOrders(count, linesOfEach: 3);
        return
        [
            new(Say(count, "orders of three lines read"), count, reading, floor, Floor.TargetOf(floor)),
            new("a look for new orders where there are none", 1, quiet, 1, 1),
            new(Say(count, "shipments confirmed"), count, confirming, count, count),
        ];
    }

    private static async Task<CallRow> OrdersWithShippingLineAsync(int count, CancellationToken cancellationToken)
    {
        await using var stage = await BenchStage.StartAsync(items: null, cancellationToken);
        await PlaceAsync(stage, count, "Standard", cancellationToken);
        var orders = new List<CartOrder>();
        var calls = await stage.CountAsync(
            async () => orders = await ReadAsync(stage, default, cancellationToken),
            cancellationToken
        );
        Complete(orders, count, lines: 4);
        // A shipping line is a line like any other, so that more pages of lines are inherent.
        var floor = Floor.OfOrders(count, linesOfEach: 4);
        return new(
            Say(count, "orders of three items and a shipping line read"),
            count,
            calls,
            floor,
            Floor.TargetOf(floor)
        );
    }

    private static async Task<IReadOnlyList<CallRow>> StockAsync(int count, CancellationToken cancellationToken)
    {
        await using var stage = await BenchStage.StartAsync(items: count, cancellationToken);
        var first = await stage.CountAsync(
            () => SetStockAsync(stage, count, onHand: 7, cancellationToken),
            cancellationToken
        );
        var again = await stage.CountAsync(
            () => SetStockAsync(stage, count, onHand: 9, cancellationToken),
            cancellationToken
        );
        var pages = Floor.Pages(count);
        return
        [
            // The list of items shows their stock as well; the account names the place; then one adjustment for each batch.
            new(Say(count, "stock levels set, just started"), count, first, pages + 1 + pages, 3 * pages),
            // SKUs are known by now: one look and one adjustment for each batch.
            new(Say(count, "stock levels set, later"), count, again, 2 * pages, 2 * pages),
        ];
    }

    private static async Task PlaceAsync(
        BenchStage stage,
        int count,
        string shipMethod,
        CancellationToken cancellationToken
    )
    {
        string[] skus = ["MUG-BLU", "TEE-SAN", "LAMP-BLA"];
        for (var i = 0; i < count; i++)
        {
            await stage.PlaceAsync(new { shipMethod, lines = skus.Select(sku => new { sku }) }, cancellationToken);
        }
    }

    private static async Task<List<CartOrder>> ReadAsync(
        BenchStage stage,
        DateTimeOffset since,
        CancellationToken cancellationToken
    )
    {
        var orders = new List<CartOrder>();
        await foreach (var page in stage.Cart.OrdersChangedSinceAsync(since, cancellationToken))
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
        BenchStage stage,
        int count,
        decimal onHand,
        CancellationToken cancellationToken
    )
    {
        foreach (var batch in Enumerable.Range(1, count).Chunk(LevelsAtOnce))
        {
            var refused = await stage.Cart.SetStockAsync(
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

    private static string Say(int count, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {what}");
}
