using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.Contracts;
using static Crossdock.CartAdapter.Tests.Support.Orders;

namespace Crossdock.CartAdapter.Tests;

public sealed class When_an_order_is_seen_for_the_first_time
{
    [Fact]
    public void Should_take_in_what_can_be_shipped() => Assert.Null(Reason(Order()));

    [Fact]
    public void Should_take_in_an_order_of_the_earliest_day() =>
        Assert.Null(Reason(Order() with { OrderedAt = Earliest }));

    [Fact]
    public void Should_skip_an_older_one() => Skips(Order() with { OrderedAt = Earliest.AddTicks(-1) }, "2026-03-31");

    [Theory]
    [InlineData(CartOrderState.Void, "voided")]
    [InlineData(CartOrderState.Shipped, "already shipped")]
    [InlineData(CartOrderState.PartlyShipped, "partly shipped")]
    public void Should_skip_what_is_not_open_any_more(CartOrderState state, string reason) =>
        Skips(Order() with { State = state }, reason);

    [Fact]
    public void Should_skip_what_the_cart_could_not_say() =>
        Skips(Order() with { Problem = "Its total is no number." }, "Its total is no number.");

    [Fact]
    public void Should_skip_an_order_without_lines() => Skips(Order() with { Lines = [] }, "no lines");

    [Fact]
    public void Should_skip_a_negative_quantity() =>
        Skips(Order() with { Lines = [Line("A", 1), Line("B", -2)] }, "negative quantity -2");

    [Fact]
    public void Should_skip_an_impossible_quantity()
    {
        Skips(
            Order() with
            {
                Lines = [Line("A", decimal.MaxValue), Line("A", decimal.MaxValue)],
            },
            "impossible quantity"
        );
        Assert.Null(Reason(Order() with { Lines = [Line("A", 1_000_000)] }));
    }

    [Fact]
    public void Should_skip_what_has_nothing_to_ship()
    {
        Skips(Order() with { Lines = [Line(null, 1, LineKind.Freeform)] }, "nothing to ship");
        Skips(Order() with { Lines = [Line("A", 0)] }, "nothing to ship");
    }

    [Fact]
    public void Should_skip_an_item_without_a_sku() => Skips(Order() with { Lines = [Line(null, 1)] }, "no SKU");

    [Fact]
    public void Should_take_in_a_nameless_line_that_nothing_of_is_ordered() =>
        Assert.Null(Reason(Order() with { Lines = [Line("A", 1), Line(null, 0)] }));

    [Fact]
    public void Should_skip_an_order_without_an_address()
    {
        Skips(Order() with { ShipTo = null }, "no ship-to address");
        Skips(Order() with { ShipTo = Home with { Line1 = null } }, "no street");
        Skips(
            Order() with
            {
                ShipTo = Home with { FirstName = null, LastName = null },
            },
            "neither a person nor a company"
        );
    }

    [Fact]
    public void Should_take_in_a_company_alone() =>
        Assert.Null(
            Reason(Order() with { ShipTo = Home with { FirstName = null, LastName = null, Company = "Acme" } })
        );

    private static string? Reason(CartOrder order) => Intake.ReasonToSkip(order, Earliest);

    private static void Skips(CartOrder order, string reason) =>
        Assert.Contains(reason, Reason(order), StringComparison.Ordinal);
}

public sealed class When_two_readings_of_an_order_are_compared
{
    private static readonly OrderReceived Before = new()
    {
        OrderId = Guid.Empty,
        Revision = 1,
        Merchant = "acme",
        Connection = "acme-cart",
        CartOrderId = "1",
        OrderNumber = "#1",
        OrderedAt = May,
        ShipTo = Home,
        ShipMethod = "Standard",
        Lines = [Line("TEE-S", 2)],
    };

    [Fact]
    public void Should_not_see_what_no_warehouse_minds() =>
        Assert.True(
            Intake.SameForWarehouse(
                Before,
                Before with
                {
                    Revision = 2,
                    Currency = "EUR",
                    BillTo = Home,
                    CancelDate = DateTimeOffset.UnixEpoch,
                    HoldUntil = DateTimeOffset.UnixEpoch,
                    Lines = [Line("TEE-S", 2), Line(null, 1, LineKind.Discount)],
                }
            )
        );

    [Fact]
    public void Should_see_what_a_warehouse_minds()
    {
        OrderReceived[] edits =
        [
            Before with
            {
                ShipTo = Home with { City = "Hoboken" },
            },
            Before with
            {
                ShipMethod = "Express",
            },
            Before with
            {
                StartDate = DateTimeOffset.UnixEpoch,
            },
            Before with
            {
                Lines = [Line("TEE-S", 3)],
            },
            Before with
            {
                Lines = [Line("TEE-M", 2)],
            },
            Before with
            {
                Notes = "Ring twice.",
            },
            Before with
            {
                VoidReason = "Voided.",
            },
        ];

        Assert.All(edits, edit => Assert.False(Intake.SameForWarehouse(Before, edit)));
    }
}
