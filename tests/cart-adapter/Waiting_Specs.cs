using Crossdock.CartAdapter.Shipments;
using Crossdock.CartAdapter.Stock;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;

namespace Crossdock.CartAdapter.Tests;

public sealed class When_work_is_asked_for_a_cart_that_is_not_there : CartFixture
{
    [Theory]
    [InlineData("no-such-cart", 1)]
    [InlineData(Connection, 0)]
    public async Task Should_tell_once_that_a_parcel_waits(string connection, int times)
    {
        var parcel = new ConfirmShipment
        {
            ShipmentId = DerivedId.OfShipment(Guid.Empty, "box", "1Z1"),
            OrderId = DerivedId.OfOrder(connection, "1"),
            Connection = connection,
            Merchant = "acme",
            CartOrderId = "1",
            OrderNumber = "#1",
            TrackingNumber = "1Z1",
            ShippedAt = DateTimeOffset.UnixEpoch,
            Lines = [],
        };

        await ReceiveAsync<ConfirmShipmentConsumer>(parcel);
        await ReceiveAsync<ConfirmShipmentConsumer>(parcel);

        Assert.Equal(times, Log.Of("WorkWithoutConnection").Count());
        Assert.NotNull((await FindAsync<ShipmentDocument>(parcel.ShipmentId.ToString("D"))).DueAt);
    }

    [Fact]
    public async Task Should_tell_once_for_many_levels_that_stock_waits()
    {
        await ReceiveAsync<SetStockConsumer>(
            new SetStock
            {
                Merchant = "acme",
                Connection = "no-such-cart",
                Levels = [Level("TEE-S"), Level("MUG")],
            }
        );

        Assert.Contains("no-such-cart", Assert.Single(Log.Of("WorkWithoutConnection")), StringComparison.Ordinal);
    }

    private static StockLevel Level(string sku) =>
        new()
        {
            Sku = sku,
            OnHand = 1,
            AsOf = DateTimeOffset.UnixEpoch,
        };
}
