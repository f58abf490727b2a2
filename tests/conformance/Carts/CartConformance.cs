using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.Conformance.Carts;

/// <summary>What every <see cref="ICart"/> promises. An adapter's test class derives from it and names its harness.</summary>
public abstract partial class CartConformance<THarness> : AdapterConformance<THarness, ICart>
    where THarness : class, ICartHarness, new()
{
    private protected override async Task<IReadOnlyList<Question>> QuestionsAsync()
    {
        var order = await PlacedAsync("T-1000");
        return
        [
            new("TestAsync", false, Adapter.TestAsync),
            new(
                "OrdersChangedSinceAsync",
                false,
                async ct =>
                {
                    await foreach (var _ in Adapter.OrdersChangedSinceAsync(DateTimeOffset.UnixEpoch, ct)) { }
                }
            ),
            new("ConfirmShipmentAsync", true, ct => Adapter.ConfirmShipmentAsync(Shipment(order), maybeSent: true, ct)),
            new("SetStockAsync", true, ct => Adapter.SetStockAsync([Level(0, 11)], "batch-q", ct)),
        ];
    }

    private int lastNumber;

    private string NextNumber() => $"N-{++lastNumber}";

    private protected async Task<CartOrder> PlacedAsync(string number)
    {
        await Harness.PlaceAsync(Order(number));
        return Newest(await ReadAsync(), number);
    }

    private TestOrder Order(string number) =>
        new(
            number,
            new TestLine(Harness.Skus[0], 3) { ListPrice = 10, Discount = 25 },
            new TestLine(Harness.Skus[1], 1)
        );

    private async Task<List<CartOrder>> ReadAsync(DateTimeOffset? since = null, Func<Task>? afterEachPage = null)
    {
        var orders = new List<CartOrder>();
        await foreach (var page in Adapter.OrdersChangedSinceAsync(since ?? DateTimeOffset.UnixEpoch, Ct))
        {
            orders.AddRange(page);
            await (afterEachPage?.Invoke() ?? Task.CompletedTask);
        }

        return orders;
    }

    /// <summary>The order as it was read last.</summary>
    private static CartOrder Newest(IEnumerable<CartOrder> orders, string number) =>
        orders.Where(order => order.OrderNumber == number).MaxBy(order => order.ChangedAt)
        ?? throw new InvalidOperationException($"The order {number} was not read.");

    private static List<OrderLine> Products(CartOrder order) =>
        [.. order.Lines.Where(line => line.Kind == LineKind.Product)];

    /// <summary>A parcel with the given units of the order's lines, or all of them.</summary>
    private static ConfirmShipment Shipment(CartOrder order, string tracking = "1ZTEST0001", params decimal[] units) =>
        new()
        {
            ShipmentId = DerivedId.OfShipment(Guid.Empty, order.CartOrderId, tracking),
            OrderId = DerivedId.OfOrder("cart", order.CartOrderId),
            Connection = "cart",
            Merchant = "acme",
            CartOrderId = order.CartOrderId,
            OrderNumber = order.OrderNumber,
            Carrier = "UPS",
            Service = "Ground",
            TrackingNumber = tracking,
            ShippedAt = new(2026, 11, 20, 15, 0, 0, TimeSpan.Zero),
            Lines =
            [
                .. Products(order)
                    .Select(
                        (line, place) =>
                            new ConfirmedLine
                            {
                                LineId = line.LineId,
                                Quantity = units.Length == 0 ? line.Quantity : units.ElementAtOrDefault(place),
                            }
                    )
                    .Where(line => line.Quantity > 0),
            ],
        };

    private StockLevel Level(int item, decimal onHand) =>
        new()
        {
            Sku = Harness.Skus[item],
            OnHand = onHand,
            AsOf = TimeProvider.System.GetUtcNow(),
        };
}
