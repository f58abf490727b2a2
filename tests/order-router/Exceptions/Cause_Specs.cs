using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;

namespace Crossdock.OrderRouter.Tests.Exceptions;

public sealed class When_orders_are_on_hold(CountingRouterHost router)
{
    private readonly OrderScenario order = new(router);

    public static TheoryData<string, string, string?> Holds =>
        new()
        {
            { ExceptionKind.ShipMethodUnmapped, Settings.Cart, "Drone" },
            { ExceptionKind.RouteMissing, Settings.Stray, "" },
            { ExceptionKind.BlockedInCart, Settings.Cart, "It is a draft." },
            { ExceptionKind.ShippedByHand, Settings.Cart, "" },
            { ExceptionKind.WarehouseRefused, Settings.Warehouse, "Item 0002 is not known." },
            { ExceptionKind.MayStillArrive, Settings.Warehouse, null },
            { ExceptionKind.CanceledAtWarehouse, Settings.Warehouse, "No stock." },
            { ExceptionKind.CartRefused, Settings.Cart, "The order is archived." },
            {
                ExceptionKind.ShortShipped,
                Settings.Warehouse,
                "… of MUG was not shipped: the warehouse closed the delivery."
            },
            { ExceptionKind.ParcelDiffers, Settings.Warehouse, "Parcel … contains … of 0009, which was not ordered." },
            {
                ExceptionKind.ParcelWithoutNumber,
                Settings.Warehouse,
                "A parcel was shipped without a tracking number: contact the warehouse, and add the number in the cart."
            },
        };

    [Theory]
    [MemberData(nameof(Holds))]
    public async Task Should_know_what_holds_each(string kind, string connection, string? subject)
    {
        var held = new OrderScenario(router, kind == ExceptionKind.RouteMissing ? Settings.Stray : Settings.Cart);
        await held.ReceiveAsync(MessagesOf(held, kind));

        var cause = OrderCauses.Of(await held.StateAsync());

        Assert.Equal(
            new ExceptionCause
            {
                Kind = kind,
                Merchant = "acme",
                Connection = connection,
                Subject = subject,
            },
            cause
        );
        Assert.Equal(cause, held.Published.OfType<OrderHeld>().Last().Cause);
    }

    [Fact]
    public async Task Should_find_the_same_cause_in_texts_that_name_the_orders()
    {
        var other = new OrderScenario(router);
        foreach (var one in (OrderScenario[])[order, other])
        {
            await one.ReceiveAsync(one.Received());
            var reference = (await one.StateAsync()).Delivery!.Reference;
            await one.ReceiveAsync(
                one.Refused($"Order {one.Number} ({reference}, {one.Id}): SKU 0002 unknown at 2026-05-01T08:09:10Z.")
            );
        }

        Assert.Equal(await GroupOf.CauseIdAsync(order), await GroupOf.CauseIdAsync(other));
        Assert.Equal("Order … (…, …): SKU 0002 unknown at ….", OrderCauses.Of(await order.StateAsync()).Subject);
    }

    [Fact]
    public async Task Should_have_no_cause_once_it_proceeds()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));
        Assert.NotNull((await order.StateAsync()).CauseSince);

        await order.ReceiveAsync(order.Received(revision: 2));

        Assert.Equal((null, null), ((await order.StateAsync()).CauseId, (await order.StateAsync()).CauseSince));
    }

    [Fact]
    public async Task Should_get_a_cause_for_one_that_an_earlier_version_held()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Pigeon post"));
        var stored = await order.StateAsync();
        (stored.CauseId, stored.CauseSince, stored.HoldKind, stored.HoldSubject) = (null, null, null, null);
        Assert.True(await router.Orders.ReplaceAsync(stored, CancellationToken.None));

        Assert.IsType<OrderHeld>(Assert.Single(await order.ReceiveAsync(order.Received(shipMethod: "Pigeon post"))));

        Assert.Equal(ExceptionKind.ShipMethodUnmapped, OrderCauses.Of(await order.StateAsync()).Kind);
        Assert.Equal(1, (await router.GroupAsync(order)).Count);
        Assert.Single((await order.StateAsync()).History);
    }

    private static object[] MessagesOf(OrderScenario order, string kind)
    {
        var received = order.Received();
        object[] sent = [received, order.Delivered()];
        return kind switch
        {
            ExceptionKind.ShipMethodUnmapped => [order.Received(shipMethod: "Drone")],
            ExceptionKind.RouteMissing => [received],
            ExceptionKind.BlockedInCart => [received with { BlockReason = "It is a draft." }],
            ExceptionKind.ShippedByHand => [received with { ShippedInCart = ShippedInCart.Partly }],
            ExceptionKind.WarehouseRefused => [received, order.Refused()],
            ExceptionKind.MayStillArrive => [received, order.Refused() with { MayStillArrive = true }],
            ExceptionKind.CanceledAtWarehouse => [.. sent, order.DeliveryCanceled("No stock.")],
            ExceptionKind.CartRefused =>
            [
                .. sent,
                order.Tracked("1Z1", OrderScenario.Shirts),
                order.ShipmentRefused("1Z1"),
            ],
            ExceptionKind.ShortShipped => [.. sent, order.Tracked("1Z1", OrderScenario.Shirts, "1Z1")],
            ExceptionKind.ParcelDiffers =>
            [
                .. sent,
                order.Tracked("1Z1X", [new ShippedItem { ItemCode = "0009", Quantity = 2 }]),
            ],
            ExceptionKind.ParcelWithoutNumber =>
            [
                .. sent,
                order.Tracked("1Z1", OrderScenario.Shirts) with
                {
                    TrackingNumber = null,
                },
            ],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }
}
