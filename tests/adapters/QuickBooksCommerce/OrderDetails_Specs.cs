using System.Net;
using Crossdock.Adapters;
using Crossdock.Adapters.QuickBooksCommerce;
using Crossdock.TestSupport;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>What is read beside an order, and what that costs.</summary>
public sealed class When_an_order_is_made_whole : IDisposable
{
    private const string OrderFields = """
        "id":2,"order_number":"SO2","status":"finalized","issued_at":"2015-11-12","updated_at":"2015-11-12T08:06:01.561Z",
        "shipping_address_id":6,"billing_address_id":7,"order_line_item_ids":[3]
        """;

    private const string Lines = """ "order_line_items":[{"id":3,"order_id":2,"variant_id":9,"quantity":"1.0"}] """;

    private const string Addresses = """ "addresses":[{"id":6,"address1":"1 Quay"},{"id":7,"address1":"2 Quay"}] """;

    /// <summary>As seen in an answer of the service, but for the last one.</summary>
    private const string Currencies = """
        {"currencies":[{"id":4,"iso":"SGD","name":"Singapore Dollars","rate":"1.0","symbol":"$","separator":".","delimiter":",",
         "precision":2,"format":"%u%n"},{"id":5,"iso":"nzd"},{"id":6,"iso":"GOLD"}]}
        """;

    private readonly StandingClock clock = new(new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero));
    private readonly Script service;
    private readonly QuickBooksCommerceCart cart;
    private string currency = "4";
    private string beside = "";
    private Func<HttpResponseMessage> currencies = () => Script.Json(Currencies);

    public When_an_order_is_made_whole()
    {
        service = new Script(Answer);
        cart = TestConnection.Cart(Script.Address, service, time: clock, settings: ("Token", "privileged"));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IEnumerable<string> Paths => service.Requests.Select(sent => sent.Path);

    public void Dispose() => service.Dispose();

    [Fact]
    public async Task Should_take_lines_and_addresses_that_come_with_it()
    {
        beside = $",{Lines},{Addresses}";
        var order = await ReadAsync();
        Assert.Null(order.Problem);
        Assert.Equal(("1 Quay", "2 Quay"), (order.ShipTo?.Line1, order.BillTo?.Line1));
        Assert.Equal("A", Assert.Single(order.Lines).Sku);
        Assert.Equal(["/orders/2", "/variants", "/currencies"], Paths);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","order_line_items":null,"addresses":{}""")]
    [InlineData(""","order_line_items":[{"id":3,"variant_id":9}],"addresses":[{"address1":"?"}]""")]
    public async Task Should_ask_for_what_did_not_come_with_it(string came)
    {
        beside = came;
        var order = await ReadAsync();
        Assert.Null(order.Problem);
        Assert.Equal(("1 Quay", 1), (order.ShipTo?.Line1, order.Lines.Count));
        Assert.Contains("/order_line_items", Paths);
        Assert.Contains("/addresses", Paths);
    }

    [Theory]
    [InlineData("4", "SGD")]
    [InlineData("\"5\"", "NZD")]
    [InlineData("6", null)]
    [InlineData("7", null)]
    [InlineData("null", null)]
    public async Task Should_name_its_currency(string id, string? code)
    {
        currency = id;
        Assert.Equal(code, (await ReadAsync()).Currency);
    }

    [Fact]
    public async Task Should_ask_for_currencies_once()
    {
        await ReadAsync();
        clock.Now += TimeSpan.FromDays(1);
        await ReadAsync();
        Assert.Single(Paths, path => path == "/currencies");
    }

    [Fact]
    public async Task Should_ask_again_for_a_currency_that_is_new_but_not_each_time()
    {
        await ReadAsync();
        currency = "77";
        clock.Now += TimeSpan.FromHours(1);
        await ReadAsync();
        await ReadAsync();
        Assert.Equal(2, Paths.Count(path => path == "/currencies"));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.BadRequest)]
    public async Task Should_be_read_where_currencies_cannot(HttpStatusCode status)
    {
        currencies = () => Script.Json("""{"type":"x","message":"no"}""", status);
        var order = await ReadAsync();
        Assert.Null(order.Currency);
        Assert.Null(order.Problem);
    }

    [Fact]
    public async Task Should_wait_where_the_service_cannot_answer_now()
    {
        currencies = () => Script.Json("{}", HttpStatusCode.ServiceUnavailable);
        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(ReadAsync);
        Assert.Equal(ConnectionProblem.Down, problem.Problem);
    }

    private async Task<CartOrder> ReadAsync() => (await cart.ReadOrderAsync("2", Ct))!;

    private HttpResponseMessage Answer(Sent sent) =>
        sent.Path switch
        {
            "/orders/2" => Script.Json($$"""{"order":{{{OrderFields}},"currency_id":{{currency}}}{{beside}}}"""),
            "/order_line_items" => Script.Json($"{{{Lines}}}"),
            "/addresses" => Script.Json($"{{{Addresses}}}"),
            "/variants" => Script.Json("""{"variants":[{"id":9,"sku":"A","status":"active"}]}"""),
            _ => currencies(),
        };
}
