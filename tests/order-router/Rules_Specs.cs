using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Rules;
using Crossdock.OrderRouter.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;
using static Crossdock.OrderRouter.Tests.Support.Parcels;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_a_reference_is_made_for_a_warehouse
{
    private static readonly Guid Delivery = DerivedId.OfDelivery(Guid.Empty, 1);

    [Fact]
    public void Should_fit_any_warehouse_whatever_the_order_number_is() =>
        Prop.ForAll<string?, Guid>(
                (number, delivery) =>
                {
                    var reference = CustRef.For(number ?? "", delivery);
                    return reference.Length is > 0 and <= CustRef.MaxLength
                        && reference.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-')
                        && reference == CustRef.For(number ?? "", delivery);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Should_show_the_order_number_to_people() =>
        Assert.StartsWith("1042-", CustRef.For("#1042", Delivery), StringComparison.Ordinal);

    [Fact]
    public void Should_keep_the_end_of_a_long_number() =>
        Assert.StartsWith("345678901234-", CustRef.For("WEB 2026/12345678901234", Delivery), StringComparison.Ordinal);

    [Fact]
    public void Should_do_without_a_number_that_has_no_letter_it_may_use() =>
        Assert.Equal(7, CustRef.For("订单", Delivery).Length);

    [Fact]
    public void Should_be_another_for_each_delivery_of_the_same_order()
    {
        var references = Enumerable
            .Range(1, 20_000)
            .Select(n => CustRef.For("#1", DerivedId.OfDelivery(Guid.Empty, n)));

        Assert.Equal(20_000, references.Distinct(StringComparer.Ordinal).Count());
    }
}

public sealed class When_an_id_is_derived
{
    [Fact]
    public void Should_always_be_the_same_for_the_same_thing() =>
        Assert.Equal(DerivedId.OfOrder("cart", "1"), DerivedId.OfOrder("cart", "1"));

    [Fact]
    public void Should_never_change_from_one_version_to_the_next() =>
        // Ids are in the stores of running hubs: this one must never be another.
        Assert.Equal(new Guid("cd846416-305a-878e-a668-c5e944cecc8c"), DerivedId.OfOrder("acme-cart", "1001"));

    [Fact]
    public void Should_not_run_its_parts_together()
    {
        Assert.NotEqual(DerivedId.OfOrder("a", "bc"), DerivedId.OfOrder("ab", "c"));
        Assert.NotEqual(DerivedId.OfOrder("a1:", "b"), DerivedId.OfOrder("a", "1:b"));
        Assert.NotEqual(DerivedId.OfShipment(Guid.Empty, "1", "23"), DerivedId.OfShipment(Guid.Empty, "12", "3"));
    }

    [Fact]
    public void Should_be_a_uuid_of_version_8() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>(
                (connection, order) =>
                    DerivedId.OfOrder(connection.Get, order.Get) is { Version: 8, Variant: >= 8 and <= 11 }
            )
            .QuickCheckThrowOnFailure();
}

public sealed class When_a_delivery_is_planned
{
    private static readonly OrderReceived Order = new OrderReceived
    {
        OrderId = DerivedId.OfOrder("acme-cart", "7"),
        Revision = 3,
        Merchant = "acme",
        Connection = "acme-cart",
        CartOrderId = "7",
        OrderNumber = "#1042",
        OrderedAt = DateTimeOffset.UnixEpoch,
        ShipTo = new Address { City = "Newark" },
        BillTo = new Address { City = "Trenton" },
        ShipMethod = " standard ",
        Notes = "Ring twice.",
        Lines =
        [
            Line("1", "TEE-S", 2),
            Line("2", "MUG", 1.5m),
            Line("3", " tee-s ", 1),
            Line("4", null, 1, LineKind.Freeform),
            Line("5", "MUG", -1, LineKind.Discount),
            Line("6", "CAP", 0),
        ],
    };

    [Fact]
    public void Should_speak_the_warehouses_words()
    {
        var delivery = Planned(Order);

        Assert.Equal(
            ("acme-warehouse", "NJ", "UPS", "UPS GROUND", 3),
            (delivery.Connection, delivery.Warehouse, delivery.Carrier, delivery.Service, delivery.Revision)
        );
        Assert.Equal(
            (Order.ShipTo, Order.BillTo, "Ring twice."),
            (delivery.ShipTo, delivery.BillTo, delivery.Instructions)
        );
    }

    [Fact]
    public void Should_pass_on_when_the_order_is_to_ship()
    {
        var day = DateTimeOffset.UnixEpoch;

        var delivery = Planned(Order with { StartDate = day.AddDays(7), CancelDate = day.AddDays(9), HoldUntil = day });

        Assert.Equal(
            (day.AddDays(7), day.AddDays(9), day),
            (delivery.StartDate, delivery.CancelDate, delivery.HoldUntil)
        );
    }

    [Fact]
    public void Should_add_up_the_lines_of_one_item_and_leave_out_what_is_none() =>
        Assert.Equal(
            [("0001", 3m), ("MUG", 1.5m)],
            Planned(Order).Items.Select(item => (item.ItemCode, item.Quantity))
        );

    [Fact]
    public void Should_hold_an_order_that_names_no_ship_method() =>
        Assert.Contains(
            "names no ship method",
            Assert.IsType<DeliveryPlan.Hold>(DeliveryPlan.For(Order with { ShipMethod = null }, Route(), 1)).Reason,
            StringComparison.Ordinal
        );

    [Fact]
    public void Should_take_a_mapping_of_the_empty_ship_method() =>
        Assert.IsType<DeliveryPlan.Deliver>(
            DeliveryPlan.For(
                Order with
                {
                    ShipMethod = null,
                },
                Route(o => o.ShipMethods.Add(new() { Carrier = "UPS", Service = "GROUND" })),
                1
            )
        );

    [Fact]
    public void Should_have_another_id_and_reference_for_each_number()
    {
        var first = Planned(Order);
        var second = Planned(Order, number: 2);

        Assert.Equal(DerivedId.OfDelivery(Order.OrderId, 1), first.DeliveryId);
        Assert.NotEqual(first.DeliveryId, second.DeliveryId);
        Assert.NotEqual(first.Reference, second.Reference);
    }

    private static DeliverOrder Planned(OrderReceived order, int number = 1) =>
        Assert.IsType<DeliveryPlan.Deliver>(DeliveryPlan.For(order, Route(), number)).Command;
}

public sealed class When_a_route_is_asked
{
    [Fact]
    public void Should_know_item_codes_in_any_case_and_pass_on_the_others()
    {
        Assert.Equal("0001", Route().CodeOf(" tee-s"));
        Assert.Equal("HAT", Route().CodeOf(" HAT "));
    }

    [Fact]
    public void Should_know_every_sku_behind_a_code()
    {
        var route = Route(o => o.ItemCodes.Add(new() { Sku = "TEE-S-OLD", Code = "0001" }));

        Assert.Equal(["TEE-S", "TEE-S-OLD"], route.SkusOf("0001"));
        Assert.Equal(["0404"], route.SkusOf("0404"));
    }

    [Fact]
    public void Should_name_a_carrier_as_the_cart_does_where_that_is_mapped()
    {
        Assert.Equal("United Parcel Service", Route().CarrierOf("ups "));
        Assert.Equal("DHL", Route().CarrierOf("DHL"));
        Assert.Null(Route().CarrierOf(null));
    }

    [Fact]
    public void Should_take_the_last_of_two_entries_for_one_ship_method()
    {
        var route = Route(o =>
            o.ShipMethods.Add(
                new()
                {
                    Cart = "STANDARD",
                    Carrier = "FedEx",
                    Service = "HOME",
                }
            )
        );

        Assert.Equal("FedEx", route.ShipMethodOf("Standard")?.Carrier);
    }
}

public sealed class When_routes_are_configured_wrongly
{
    [Theory]
    [InlineData("Routes:acme:Building", "NJ", "Routes:acme:Warehouse")]
    [InlineData("Routes:acme:MinimumLevel", "few", "Routes:acme:MinimumLevel")]
    public void Should_name_the_setting(string key, string value, string setting) =>
        Assert.Equal(setting, Assert.Throws<SettingException>(() => Table((key, value))).Setting);

    [Fact]
    public void Should_name_the_ship_method_that_is_incomplete()
    {
        var e = Assert.Throws<SettingException>(() =>
            Table(
                ("Routes:acme:Warehouse", "w"),
                ("Routes:acme:ShipMethods:0:Cart", "Standard"),
                ("Routes:acme:ShipMethods:0:Carrier", "UPS")
            )
        );

        Assert.Contains("\"Standard\"", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_know_no_route_for_a_cart_that_has_none() =>
        Assert.Null(new RouteTable(Configuration()).ForCart(Settings.Stray));

    private static RouteTable Table(params (string, string)[] settings) => new(Configuration(settings));

    private static IConfiguration Configuration(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
}
