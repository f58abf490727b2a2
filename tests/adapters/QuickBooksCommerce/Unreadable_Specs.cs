using System.Net;
using Crossdock.Adapters;
using Crossdock.TestSupport;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>What cannot be read costs only itself: it is kept or named in the log, and the others are accepted.</summary>
public sealed class When_an_order_of_a_page_cannot_be_read : IDisposable
{
    private const string Good =
        """{"id":2,"order_number":"#2","status":"active","issued_at":"2026-11-20","order_line_item_ids":[]}""";
    private readonly RecordingLogger logger = new();

    public void Dispose() => logger.Dispose();

    [Theory]
    [InlineData("""{"id":99999999999999999999,"order_number":"#1","status":"active"}""")]
    [InlineData("""{"id":1e400,"order_number":"#1","status":"active"}""")]
    [InlineData("""{"id":null,"order_number":"#1"}""")]
    [InlineData("""{"order_number":"#1"}""")]
    [InlineData("""{"id":[1],"order_number":"#1","status":"void"}""")]
    public async Task Should_list_an_order_without_a_readable_id_by_its_number_and_take_the_others(string bad)
    {
        var cart = Cart($"{bad},{Good}");

        var orders = await cart.ReadAllAsync();
        await cart.ReadAllAsync();

        Assert.Equal(["#1", "#2"], orders.Select(order => order.OrderNumber).Order());
        var broken = orders.Single(order => order.OrderNumber == "#1");
        Assert.Equal(CartOrderState.Open, broken.State);
        Assert.Contains("no readable id", broken.Problem);
        Assert.Equal("#1", Assert.Single(logger.Entries, e => e.Event == "OrderUnreadable")["OrderNumber"]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"oops\"")]
    [InlineData("[[1]]")]
    [InlineData("{}")]
    public async Task Should_say_once_that_there_was_something_and_take_the_others(string bad)
    {
        var cart = Cart($"{bad},{Good},{bad}");

        Assert.Equal("#2", Assert.Single(await cart.ReadAllAsync()).OrderNumber);
        await cart.ReadAllAsync();

        Assert.Single(logger.Of("OrderUnreadable"));
    }

    [Theory]
    [InlineData("\"notes\":\"\\ud83d\"")]
    [InlineData("\"\\ud83d\":1")]
    [InlineData("\"notes\":\"a\",\"notes\":\"b\"")]
    [InlineData("\"notes\":1e400")]
    [InlineData("\"custom\":{0}")]
    public async Task Should_read_an_order_in_spite_of(string field)
    {
        var deep = new string('[', 5000) + new string(']', 5000);

        var orders = await Cart($$"""{{{field.Replace("{0}", deep)}},"id":1,"order_number":"#1"},{{Good}}""")
            .ReadAllAsync();

        Assert.Equal(["#1", "#2"], orders.Select(order => order.OrderNumber));
        Assert.Empty(logger.Of("OrderUnreadable"));
    }

    [Fact]
    public async Task Should_replace_half_an_emoji_and_a_byte_that_is_no_text_and_keep_the_rest()
    {
        const string order = """
            {"id":1,"order_number":"#1","status":"active","shipping_address_id":7,"order_line_item_ids":[],"notes":"Gift \ud83d for Ada"}
            """;
        byte[] address =
        [
            .. """{"addresses":[{"id":7,"first_name":"Ad\ude00a","address1":"1 Test Way","address2":"Apt 4 \ud83d","city":"New"""u8,
            0xFF,
            .. "\"}]}"u8,
        ];

        var read = Assert.Single(await Cart(order, address).ReadAllAsync());

        Assert.Equal("Gift \uFFFD for Ada", read.Notes);
        Assert.Equal(
            ("Ad\uFFFDa", "Apt 4 \uFFFD", "New\uFFFD"),
            (read.ShipTo!.FirstName, read.ShipTo.Line2, read.ShipTo.City)
        );
    }

    [Fact]
    public async Task Should_list_an_order_whose_status_cannot_be_read()
    {
        var order = Assert.Single(
            await Cart("""{"id":1,"order_number":"#1","status":{"is":"active"}}""").ReadAllAsync()
        );

        Assert.Equal(CartOrderState.Open, order.State);
        Assert.Contains("no status", order.Problem);
    }

    [Fact]
    public async Task Should_take_in_an_order_with_a_time_of_the_past_once()
    {
        var cart = Cart($$"""{{Good}},{"id":1,"order_number":"#1","updated_at":"1970-01-01T00:00:00Z"}""");
        DateTimeOffset since = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

        Assert.Contains("#1", (await cart.ReadAllAsync(since)).Select(order => order.OrderNumber));
        Assert.DoesNotContain("#1", (await cart.ReadAllAsync(since)).Select(order => order.OrderNumber));
    }

    [Fact]
    public async Task Should_refuse_an_answer_of_millions_of_elements_before_it_costs_memory()
    {
        var cart = Cart(string.Join(',', Enumerable.Repeat("{}", 2_000_000)));
        var before = GC.GetTotalAllocatedBytes();

        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() => cart.ReadAllAsync());

        Assert.Equal(ConnectionProblem.Down, problem.Problem);
        Assert.Contains("elements", problem.Message);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 100_000_000);
    }

    private ICart Cart(string orders, byte[]? addresses = null) =>
        TestConnection.Cart(
            Script.Address,
            new Script(sent =>
                sent.Path switch
                {
                    "/orders" => Script.Json($$"""{"orders":[{{orders}}]}"""),
                    "/addresses" when addresses is not null => new(HttpStatusCode.OK)
                    {
                        Content = new ByteArrayContent(addresses),
                    },
                    _ => Script.Json("""{"order_line_items":[],"addresses":[],"variants":[],"currencies":[]}"""),
                }
            ),
            logger: logger,
            settings: [("Token", "privileged")]
        );
}
