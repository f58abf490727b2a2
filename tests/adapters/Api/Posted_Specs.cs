using Crossdock.Adapters;
using Crossdock.Adapters.Api;
using Crossdock.Conformance;
using Crossdock.Contracts;

namespace Crossdock.Api.Tests;

/// <summary>
/// The conformance kit drives a system at the other end, and this cart has none: what of the kit's rules applies to it is here.
/// </summary>
public sealed class When_the_hub_itself_is_the_cart
{
    private static readonly OrderPosted Posted = new()
    {
        OrderId = DerivedId.OfOrder("shop", "T-1"),
        Connection = "shop",
        CartOrderId = "T-1",
        OrderNumber = "#1",
        PostedAt = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero),
        OrderedAt = new DateTimeOffset(2026, 11, 19, 0, 0, 0, TimeSpan.Zero),
        ShipTo = new Address
        {
            LastName = "Example",
            Line1 = "12 Sample Street",
            Country = "USA",
        },
        BillTo = new Address { Company = "Sample Works", Country = "DEU" },
        ShipMethod = "Express",
        Lines =
        [
            new OrderLine
            {
                LineId = "1",
                Kind = LineKind.Product,
                Sku = "MUG-BLU",
                Quantity = 2,
                UnitPrice = 4.2m,
            },
        ],
        Currency = "USD",
        Notes = "Ring twice.",
        StartDate = new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero),
    };

    private readonly IPostedCart cart = (IPostedCart)new ApiCartAdapter().Connect(HarnessContext.Create());

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Should_give_an_order_whole()
    {
        var order = cart.Read(Posted);

        Assert.Equal(
            ("T-1", "#1", CartOrderState.Open, Posted.OrderedAt, Posted.PostedAt),
            (order.CartOrderId, order.OrderNumber, order.State, order.OrderedAt, order.ChangedAt)
        );
        Assert.Equal(
            ("Express", "USD", "Ring twice.", Posted.StartDate),
            (order.ShipMethod, order.Currency, order.Notes, order.StartDate)
        );
        Assert.Equal(Posted.ShipTo with { CountryCode = "US" }, order.ShipTo);
        Assert.Equal(Posted.BillTo! with { CountryCode = "DE" }, order.BillTo);
        Assert.Equal(Posted.Lines, order.Lines);
        Assert.Null(order.Problem);
    }

    [Fact]
    public void Should_void_what_its_client_has_canceled() =>
        Assert.Equal(CartOrderState.Void, cart.Read(Posted with { IsVoid = true }).State);

    [Theory]
    [InlineData("US", "US")]
    [InlineData("u.s.a.", "US")]
    [InlineData("United States", "US")]
    [InlineData("GBR", "GB")]
    [InlineData("uk", "GB")]
    [InlineData("Atlantis", null)]
    [InlineData(null, null)]
    public void Should_know_a_country_as_clients_type_it(string? typed, string? code) =>
        Assert.Equal(code, cart.Read(Posted with { ShipTo = new Address { Country = typed } }).ShipTo!.CountryCode);

    [Fact]
    public async Task Should_have_nothing_to_read_and_nothing_left_to_confirm()
    {
        Assert.NotEmpty(await cart.TestAsync(Ct));
        await foreach (var page in cart.OrdersChangedSinceAsync(DateTimeOffset.MinValue, Ct))
        {
            Assert.Empty(page);
        }

        var shipment = new ConfirmShipment
        {
            ShipmentId = Guid.NewGuid(),
            OrderId = Posted.OrderId,
            Connection = "shop",
            Merchant = "acme",
            CartOrderId = "T-1",
            OrderNumber = "#1",
            ShippedAt = Posted.PostedAt,
            Lines = [],
        };
        await cart.ConfirmShipmentAsync(shipment, maybeSent: true, Ct);
        StockLevel[] levels =
        [
            new()
            {
                Sku = "MUG-BLU",
                OnHand = 1,
                AsOf = Posted.PostedAt,
            },
        ];
        Assert.Empty(await cart.SetStockAsync(levels, "batch-1", Ct));
    }
}
