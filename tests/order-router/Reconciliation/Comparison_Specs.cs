using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Reconciliation;

namespace Crossdock.OrderRouter.Tests.Reconciliation;

/// <summary>Each kind of difference, and what is none.</summary>
public sealed class When_lists_are_compared_with_an_order
{
    private static readonly Guid DeliveryId = Guid.NewGuid();
    private static readonly OrderReceived Received = new()
    {
        OrderId = Guid.NewGuid(),
        Revision = 1,
        Merchant = "acme",
        Connection = "acme-cart",
        CartOrderId = "1",
        OrderNumber = "#1",
        OrderedAt = DateTimeOffset.UnixEpoch,
        ShipTo = new Address(),
        Lines =
        [
            new OrderLine
            {
                LineId = "1",
                Kind = LineKind.Product,
                Sku = "MUG",
                Quantity = 1,
            },
        ],
    };

    public static TheoryData<string, string, string?> Cart =>
        new()
        {
            // The cart, the hub's status, the difference.
            { "open", "new", null },
            { "open", "at_wms", null },
            { "open", "error", null },
            { "open", "confirmed", DifferenceKind.MissingInCart },
            { "open", "canceled", DifferenceKind.CanceledOnlyHere },
            { "draft", "canceled", null },
            { "void", "canceled", null },
            { "void", "skipped", null },
            { "void", "new", DifferenceKind.VoidMissed },
            { "void", "at_wms", DifferenceKind.VoidMissed },
            { "void", "confirmed", DifferenceKind.VoidMissed },
            { "partly", "partial", null },
            { "partly", "confirmed", DifferenceKind.MissingInCart },
            { "wholly", "confirmed", null },
            { "wholly", "shipped", null },
            { "wholly", "skipped", null },
            { "wholly", "new", DifferenceKind.ShippedOnlyInCart },
            { "wholly", "at_wms", DifferenceKind.ShippedOnlyInCart },
            { "wholly", "canceled", DifferenceKind.ShippedOnlyInCart },
            { "open", "none", DifferenceKind.NotInRouter },
            { "draft", "none", null },
        };

    [Theory]
    [MemberData(nameof(Cart))]
    public void Should_tell_what_the_cart_and_the_hub_differ_in(string cart, string status, string? expected)
    {
        var difference = CartComparison.Of(Listed(cart), status == "none" ? null : Order(status));

        Assert.Equal(expected, difference?.Kind);
        Assert.True(difference is null || (difference.Action.Length > 0 && !difference.IsMended));
    }

    [Theory]
    [InlineData("1Z1", null)]
    [InlineData(" 1z1 ", null)]
    [InlineData(null, null)]
    [InlineData("", DifferenceKind.TrackingDiffers)]
    [InlineData("1Z9", DifferenceKind.TrackingDiffers)]
    [InlineData("1Z1,1Z9", DifferenceKind.ParcelOnlyInCart)]
    [InlineData("1Z1,1Z2", null)]
    public void Should_compare_the_tracking_numbers_that_the_cart_shows(string? shown, string? expected)
    {
        var order = Order("confirmed");
        order.Shipments = [Parcel("1Z1", "1Z2")];
        var listed = Listed("wholly") with
        {
            Parcels = shown
                ?.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => new ParcelInCart { TrackingNumber = number })
                .ToList(),
        };

        var difference = CartComparison.Of(listed, order);

        Assert.Equal(expected, difference?.Kind);
        Assert.True(expected is null || difference!.Text.Contains("1Z", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1=1,3=2", true, null)]
    [InlineData("3=1,1=1,3=1", true, null)]
    [InlineData("1=1,3=2", false, null)]
    [InlineData("1=1,3=1", true, "left with 1 of SKU-1, 2 of SKU-3, and the cart shows it with 1 of SKU-1, 1 of SKU-3")]
    [InlineData("1=1,3=3", false, "shows it with 1 of SKU-1, 3 of SKU-3")]
    [InlineData("1=1", true, "shows it with 1 of SKU-1.")]
    [InlineData("9=1,1=1,3=2", true, "shows it with 1 of SKU-1, 2 of SKU-3, 1 of line 9")]
    [InlineData("", true, "shows it with nothing")]
    [InlineData(null, true, null)]
    public void Should_compare_what_is_in_the_parcels_that_the_cart_shows(string? shown, bool byId, string? expected)
    {
        var order = Order("confirmed");
        order.Order = Of("1", "3");
        order.Shipments = [Parcel("1Z1", Lines("1=1,3=2"))];
        var listed = Listed("wholly") with
        {
            Parcels =
            [
                new ParcelInCart
                {
                    ShipmentId = byId ? order.Shipments[0].Command.ShipmentId : null,
                    TrackingNumber = "1Z1",
                    Lines = shown is null ? null : Lines(shown),
                },
            ],
        };

        var difference = CartComparison.Of(listed, order);

        Assert.Equal(expected is null ? null : DifferenceKind.ContentsDiffer, difference?.Kind);
        Assert.Contains(expected ?? "", difference?.Text ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Should_take_two_parcels_with_one_tracking_number_together_where_the_cart_does_not_tell_them_apart()
    {
        var order = Order("confirmed");
        order.Order = Of("1", "3");
        order.Shipments = [Parcel("1Z1", Lines("1=1")), Parcel("1Z1", Lines("3=2"))];
        var listed = Listed("wholly") with
        {
            Parcels =
            [
                .. order.Shipments.Select(one => new ParcelInCart
                {
                    TrackingNumber = "1Z1",
                    Lines = one.Command.Lines,
                }),
            ],
        };

        Assert.Null(CartComparison.Of(listed, order));
    }

    [Fact]
    public void Should_find_what_was_shipped_by_hand_without_a_tracking_number()
    {
        var order = Order("confirmed");
        order.Order = Of("1", "3");
        order.Shipments = [Parcel("1Z1", Lines("1=1"))];
        var ours = new ParcelInCart { TrackingNumber = "1Z1", Lines = Lines("1=1") };
        var listed = Listed("wholly") with { Parcels = [ours, new ParcelInCart { Lines = Lines("3=2") }] };

        var difference = CartComparison.Of(listed, order);

        Assert.Equal(DifferenceKind.ParcelOnlyInCart, difference?.Kind);
        Assert.Contains("2 of SKU-3", difference!.Text, StringComparison.Ordinal);
    }

    private static OrderReceived Of(params string[] lines) =>
        Received with
        {
            Lines =
            [
                .. lines.Select(id => new OrderLine
                {
                    LineId = id,
                    Kind = LineKind.Product,
                    Sku = $"SKU-{id}",
                    Quantity = 2,
                }),
            ],
        };

    private static ConfirmedLine[] Lines(string lines) =>
        [
            .. lines
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => new ConfirmedLine { LineId = line[..1], Quantity = line[2] - '0' }),
        ];

    private static OrderShipment Parcel(string number, IReadOnlyList<ConfirmedLine> lines)
    {
        var parcel = Parcel(number);
        parcel.Command = parcel.Command with { Lines = lines };
        return parcel;
    }

    [Fact]
    public void Should_not_miss_a_parcel_that_the_cart_has_yet_to_show_or_that_a_person_left()
    {
        var order = Order("shipped");
        order.Shipments = [Parcel("1Z1")];
        order.Shipments[0].ConfirmedAt = null;
        var listed = Listed("partly") with { Parcels = [] };
        Assert.Null(CartComparison.Of(listed, order));

        order = Order("confirmed");
        (order.Shipments, order.ShippedByHand) = ([Parcel("1Z1")], "It was shipped in the cart by hand.");
        Assert.Null(CartComparison.Of(listed with { ShippedInCart = ShippedInCart.Wholly }, order));
    }

    private static OrderShipment Parcel(string number, params string[] others) =>
        new()
        {
            ConfirmedAt = DateTimeOffset.UnixEpoch,
            Command = new ConfirmShipment
            {
                ShipmentId = Guid.NewGuid(),
                OrderId = Received.OrderId,
                Connection = Received.Connection,
                Merchant = Received.Merchant,
                CartOrderId = Received.CartOrderId,
                OrderNumber = Received.OrderNumber,
                Carrier = "UPS",
                TrackingNumber = number,
                OtherTrackingNumbers = others,
                ShippedAt = DateTimeOffset.UnixEpoch,
                Lines = [new ConfirmedLine { LineId = "1", Quantity = 1 }],
            },
        };

    [Fact]
    public void Should_take_what_was_read_just_now_for_mended()
    {
        var missed = CartComparison.Of(Listed("open") with { IsNew = true }, null)!;
        var changed = CartComparison.Of(Listed("void") with { IsChanged = true }, Order("new"))!;

        Assert.Equal((DifferenceKind.OrderMissed, true), (missed.Kind, missed.IsMended));
        Assert.Equal((DifferenceKind.ChangeMissed, true), (changed.Kind, changed.IsMended));
    }

    [Fact]
    public void Should_not_expect_a_cart_to_show_more_than_a_person_had_sent()
    {
        var order = Order("confirmed");
        order.Edit = new OrderEdit { Quantities = [new("1", 2, 1)] };

        Assert.Null(CartComparison.Of(Listed("partly"), order));
    }

    public static TheoryData<ListedStatus, string, string?, string?> Warehouse =>
        new()
        {
            // The warehouse, the hub's status, how the delivery ended there, the difference.
            { ListedStatus.Open, "at_wms", null, null },
            { ListedStatus.Open, "canceled", "canceled", DifferenceKind.OpenOnlyAtWarehouse },
            { ListedStatus.Open, "error", "refused", null },
            { ListedStatus.Canceled, "canceled", "canceled", null },
            { ListedStatus.Canceled, "at_wms", null, DifferenceKind.CanceledOnlyAtWarehouse },
            { ListedStatus.NotFound, "at_wms", null, DifferenceKind.NotAtWarehouse },
            { ListedStatus.NotFound, "canceled", "canceled", null },
            { ListedStatus.Shipped, "at_wms", null, DifferenceKind.ParcelMissed },
            { ListedStatus.PartlyShipped, "at_wms", null, DifferenceKind.ParcelMissed },
            { ListedStatus.Shipped, "confirmed", null, null },
        };

    [Theory]
    [MemberData(nameof(Warehouse))]
    public void Should_tell_what_the_warehouse_and_the_hub_differ_in(
        ListedStatus listed,
        string status,
        string? end,
        string? expected
    )
    {
        var order = Order(status);
        order.DeliveryEnd = end;

        Assert.Equal(expected, WarehouseComparison.Of(Delivery(listed), order)?.Kind);
    }

    [Fact]
    public void Should_take_a_status_that_was_read_just_now_for_mended()
    {
        var difference = WarehouseComparison.Of(
            Delivery(ListedStatus.Shipped) with
            {
                IsNews = true,
            },
            Order("at_wms")
        )!;

        Assert.Equal((DifferenceKind.ProgressMissed, true), (difference.Kind, difference.IsMended));
    }

    [Fact]
    public void Should_know_a_delivery_that_is_there_twice_by_its_reference()
    {
        var order = Order("at_wms");
        var byReference = new Dictionary<string, OrderState> { ["1-ABCDEFG"] = order };

        Assert.Same(order, WarehouseComparison.Twin("PFX1-ABCDEFG", byReference));
        Assert.Null(WarehouseComparison.Twin("PFX2-ABCDEFX", byReference));
        Assert.Null(WarehouseComparison.Twin("7", byReference));
    }

    private static ListedOrder Listed(string cart) =>
        new()
        {
            Id = Received.OrderId,
            OrderNumber = "#1",
            Merchant = "acme",
            IsReady = cart != "draft",
            IsVoid = cart == "void",
            ShippedInCart = cart switch
            {
                "wholly" => ShippedInCart.Wholly,
                "partly" => ShippedInCart.Partly,
                _ => ShippedInCart.Nothing,
            },
        };

    private static ListedDelivery Delivery(ListedStatus status) =>
        new()
        {
            Order = Received.OrderId,
            Delivery = DeliveryId,
            WarehouseNumber = "PT-1",
            Status = status,
            TrackingNumbers = status is ListedStatus.Shipped or ListedStatus.PartlyShipped ? ["1Z1"] : [],
        };

    private static OrderState Order(string status)
    {
        var order = new OrderState
        {
            CorrelationId = Received.OrderId,
            OrderNumber = "#1",
            Connection = "acme-cart",
            CurrentState = status,
            Order = Received,
            Reason = "It was canceled.",
            WarehouseNumber = "PT-1",
            Delivery = new DeliverOrder
            {
                DeliveryId = DeliveryId,
                OrderId = Received.OrderId,
                Revision = 1,
                Merchant = "acme",
                Connection = "acme-warehouse",
                OrderNumber = "#1",
                Reference = "1-ABCDEFG",
                OrderedAt = DateTimeOffset.UnixEpoch,
                ShipTo = new Address(),
                Carrier = "UPS",
                Service = "GROUND",
                Items = [],
            },
        };
        if (status is "confirmed" or "shipped")
        {
            order.Shipments.Add(
                new OrderShipment
                {
                    DeliveryId = DeliveryId,
                    ConfirmedAt = DateTimeOffset.UnixEpoch,
                    Command = new ConfirmShipment
                    {
                        ShipmentId = Guid.NewGuid(),
                        OrderId = Received.OrderId,
                        Connection = "acme-cart",
                        Merchant = "acme",
                        CartOrderId = "1",
                        OrderNumber = "#1",
                        TrackingNumber = "1Z1",
                        ShippedAt = DateTimeOffset.UnixEpoch,
                        Lines = [new ConfirmedLine { LineId = "1", Quantity = 1 }],
                    },
                }
            );
        }

        return order;
    }
}
