using System.Globalization;
using Crossdock.Adapters;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>What an order says beside its lines: location, dates, discounts, and whom it goes to.</summary>
public sealed class When_an_order_says_more_than_its_lines
{
    private static async Task<CartOrder> ReadAsync(
        string order,
        string beside,
        params (string Key, string Value)[] settings
    )
    {
        using var service = new Script(sent =>
            sent.Path == "/orders/1"
                ? Script.Json($$"""{"order":{"id":1,"order_number":"SO1","status":"finalized",{{order}}},{{beside}}}""")
                : Script.Json(
                    """{"variants":[{"id":2,"sku":"A"}],"order_line_items":[],"addresses":[],"companies":[{"id":4,"name":"B2B Test Company"}],"currencies":[]}"""
                )
        );
        return (
            await service
                .Cart([("Token", "privileged"), .. settings])
                .ReadOrderAsync("1", TestContext.Current.CancellationToken)
        )!;
    }

    private static string Line(string discount) =>
        $$"""
            "order_line_items":[{"id":2,"order_id":1,"variant_id":2,"discount":{{discount}},"price":"189.0","quantity":"1.0"}]
            """;

    [Theory]
    [InlineData("\"11.0\"", "168.21")]
    [InlineData("11", "168.21")]
    [InlineData("\"0.0\"", "189")]
    [InlineData("null", "189")]
    [InlineData("\"100\"", "0")]
    [InlineData("\"33.5\"", "125.685")]
    public async Task Should_take_the_discount_of_a_line_as_a_percentage(string discount, string price)
    {
        var order = await ReadAsync("\"issued_at\":\"2026-11-20\"", Line(discount));

        Assert.Equal(decimal.Parse(price, CultureInfo.InvariantCulture), Assert.Single(order.Lines).UnitPrice);
    }

    [Theory]
    [InlineData("17002", "17002", null)]
    [InlineData("17001, 17002", "17002", null)]
    [InlineData("17001", "17003", "It ships from stock location 17003; this connection ships from 17001 only")]
    [InlineData("17001", "null", "It ships from no stock location; this connection ships from 17001 only")]
    [InlineData("", "17003", null)]
    [InlineData("", "null", null)]
    public async Task Should_ship_orders_of_its_own_locations_only(string ours, string location, string? problem)
    {
        var order = await ReadAsync(
            $"\"issued_at\":\"2026-11-20\",\"stock_location_id\":{location}",
            Line("null"),
            ("ShipLocationIds", ours)
        );

        Assert.Equal(problem is not null, order.Problem?.Contains("stock location", StringComparison.Ordinal) == true);
        Assert.True(problem is null || order.Problem!.Contains(problem, StringComparison.Ordinal), order.Problem);
    }

    [Theory]
    [InlineData("", "2026-12-16", null, "2026-12-09")]
    [InlineData("SendDaysAhead=0", "2026-12-16", null, "2026-12-16")]
    [InlineData("SendDaysAhead=20;CancelDaysAfter=10", "2026-12-16", "2026-12-26", "2026-11-26")]
    public async Task Should_say_when_an_order_is_to_ship(string settings, string start, string? cancel, string hold)
    {
        var order = await ReadAsync(
            "\"issued_at\":\"2026-11-20\",\"ship_at\":\"2026-12-16\"",
            Line("null"),
            [
                .. settings
                    .Split(';', StringSplitOptions.RemoveEmptyEntries)
                    .Select(one => (one.Split('=')[0], one.Split('=')[1])),
            ]
        );

        Assert.Equal((Day(start), Day(cancel), Day(hold)), (order.StartDate, order.CancelDate, order.HoldUntil));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"soon\"")]
    [InlineData("\"0001-01-01\"")]
    [InlineData("\"9999-12-31\"")]
    public async Task Should_send_an_order_without_a_ship_date_at_once(string shipAt)
    {
        var order = await ReadAsync(
            $"\"issued_at\":\"2026-11-20\",\"ship_at\":{shipAt}",
            Line("null"),
            ("CancelDaysAfter", "3650")
        );

        Assert.Equal((null, null, null), (order.StartDate, order.CancelDate, order.HoldUntil));
    }

    [Theory]
    [InlineData(
        "\"company_id\":4,",
        "",
        "\"first_name\":null,\"last_name\":null,\"company_name\":\"\"",
        "B2B Test Company"
    )]
    [InlineData("", "\"company_id\":4,", "\"first_name\":null", "B2B Test Company")]
    [InlineData("\"company_id\":4,", "", "\"first_name\":\"Robin\"", null)]
    [InlineData("\"company_id\":4,", "", "\"company_name\":\"Acme\"", "Acme")]
    [InlineData("\"company_id\":5,", "", "\"first_name\":null", null)]
    [InlineData("", "", "\"first_name\":null", null)]
    public async Task Should_name_an_address_without_a_name_after_its_company(
        string ofOrder,
        string ofAddress,
        string names,
        string? company
    )
    {
        var address = $$"""{"id":6,{{ofAddress}}"address1":"Test address",{{names}}}""";

        var order = await ReadAsync($"{ofOrder}\"shipping_address_id\":6", $"{Line("null")},\"addresses\":[{address}]");

        Assert.Equal(company, order.ShipTo?.Company);
    }

    private static DateTimeOffset? Day(string? text) =>
        text is null ? null : DateTimeOffset.Parse(text + "T00:00:00Z", CultureInfo.InvariantCulture);
}

/// <summary>An order that somebody has packed in the cart before the warehouse ships it in other parcels.</summary>
public sealed class When_an_order_is_packed_by_hand : SandboxSpecs
{
    [Theory]
    [InlineData(8, 4)]
    [InlineData(1, 11)]
    public async Task Should_show_each_parcel_with_its_own_tracking(int first, int second)
    {
        var order = await PlaceAsync(new { packed = true, lines = new[] { new { sku = "MUG-BLU", quantity = 12 } } });

        await Cart.ConfirmShipmentAsync(
            Shipment(order, first) with
            {
                TrackingNumber = "1Z-FIRST",
            },
            maybeSent: false,
            Ct
        );
        await Cart.ConfirmShipmentAsync(
            Shipment(order, second) with
            {
                TrackingNumber = "1Z-SECOND",
            },
            maybeSent: false,
            Ct
        );

        var shown = await LookAsync(order);
        Assert.Equal("fulfilled", shown["status"]!.ToString());
        Assert.Equal(
            ["1Z-FIRST", "1Z-SECOND"],
            shown["fulfillments"]!
                .AsArray()
                .Select(one => one!["trackingNumber"]?.ToString())
                .OfType<string>()
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Should_take_over_what_was_packed_just_as_it_ships()
    {
        var order = await PlaceAsync(new { packed = true, lines = new[] { new { sku = "MUG-BLU", quantity = 12 } } });

        await Cart.ConfirmShipmentAsync(Shipment(order), maybeSent: false, Ct);

        Assert.Single((await LookAsync(order))["fulfillments"]!.AsArray());
    }

    [Fact]
    public async Task Should_leave_the_packing_alone_when_too_much_is_shipped()
    {
        var order = await PlaceAsync(new { packed = true, lines = new[] { new { sku = "MUG-BLU", quantity = 12 } } });

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            Cart.ConfirmShipmentAsync(Shipment(order, 13), maybeSent: false, Ct)
        );

        Assert.Equal(ConnectionProblem.Refused, problem.Problem);
        Assert.Equal("packed", (await LookAsync(order))["fulfillments"]![0]!["status"]!.ToString());
    }
}
