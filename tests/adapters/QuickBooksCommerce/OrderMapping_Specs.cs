using System.Text.Json;
using Crossdock.Adapters;
using Crossdock.Adapters.QuickBooksCommerce.Orders;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

public sealed class When_an_order_is_mapped
{
    /// <summary>The documented example, finalized.</summary>
    private const string Order = """
        {"id":2,"created_at":"2015-11-12T08:06:01.561Z","updated_at":"2015-11-13T08:06:01.561Z","billing_address_id":1,"company_id":1,
         "currency_id":1,"shipping_address_id":6,"email":"example@tradegecko.com","fulfillment_status":"unshipped","issued_at":"2015-11-12",
         "notes":null,"order_number":"SO0001","phone_number":"+1 650-468-2904","status":"finalized","total":0,"tags":["sales"],
         "order_line_item_ids":[3]}
        """;

    private const string Line = """
        {"id":3,"order_id":2,"variant_id":7,"freeform":false,"label":null,"line_type":null,"position":0,"price":"189.0","quantity":"2.0"}
        """;

    private const string Address = """
        {"id":6,"company_id":4,"address1":"Test address","address2":"","city":"Singapore","company_name":"","country":"Singapore",
         "country_code":"sg","email":"","first_name":"  Ana ","last_name":null,"phone_number":"","state":"","suburb":"Katong","zip_code":"439000"}
        """;

    private const string Variant = """
        {"id":7,"name":"Peach","product_name":"Everlasting Gobstopper","sku":"DEMO-GOBS-PEA","status":"active"}
        """;

    private static CartOrder Map(
        string order = Order,
        string lines = Line,
        string address = Address,
        string variant = Variant,
        string ready = "finalized",
        string shipMethodFrom = ShipMethodSource.Default
    )
    {
        var read = JsonSerializer.Deserialize(
            $$"""{"order":{{order}},"order_line_items":[{{lines}}],"addresses":[{{address}}],"variants":[{{variant}}]}""",
            ReceivedJson.Default.Envelope
        )!;
        return OrderMapping.ToCartOrder(
            new WholeOrder(
                read.Order!,
                read.OrderLineItems!,
                read.Addresses!.ToDictionary(one => one.Id!.Value),
                read.Variants!.ToDictionary(one => one.Id!.Value)
            ),
            new OrderRules(
                new HashSet<string>(ready.Split(',')),
                [.. shipMethodFrom.Split(',').Select(text => ShipMethodSource.Parse(text.Trim())!)]
            )
        );
    }

    private static string With(string json, string field, string value)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(json)!;
        node[field] = System.Text.Json.Nodes.JsonNode.Parse(value);
        return node.ToJsonString();
    }

    [Fact]
    public void Should_say_everything_in_our_words()
    {
        var order = Map();
        Assert.Null(order.Problem);
        Assert.Equal(("2", "SO0001", CartOrderState.Open), (order.CartOrderId, order.OrderNumber, order.State));
        Assert.Equal(new DateTimeOffset(2015, 11, 12, 0, 0, 0, TimeSpan.Zero), order.OrderedAt);
        Assert.Equal(new DateTimeOffset(2015, 11, 13, 8, 6, 1, 561, TimeSpan.Zero), order.ChangedAt);
        Assert.Equal(
            new Address
            {
                FirstName = "Ana",
                Line1 = "Test address",
                Line2 = "Katong",
                City = "Singapore",
                PostalCode = "439000",
                Country = "Singapore",
                CountryCode = "SG",
                Phone = "+1 650-468-2904",
                Email = "example@tradegecko.com",
            },
            order.ShipTo
        );
        Assert.Equal(
            new OrderLine
            {
                LineId = "3",
                Kind = LineKind.Product,
                Sku = "DEMO-GOBS-PEA",
                Description = "Everlasting Gobstopper - Peach",
                Quantity = 2,
                UnitPrice = 189,
            },
            Assert.Single(order.Lines)
        );
    }

    [Theory]
    [InlineData("draft", "unshipped", CartOrderState.NotReady)]
    [InlineData("active", "unshipped", CartOrderState.NotReady)]
    [InlineData("finalized", "unshipped", CartOrderState.Open)]
    [InlineData("finalized", "partial", CartOrderState.PartlyShipped)]
    [InlineData("finalized", "shipped", CartOrderState.Shipped)]
    [InlineData("fulfilled", "shipped", CartOrderState.Shipped)]
    [InlineData("void", "partial", CartOrderState.Void)]
    [InlineData("deleted", "unshipped", CartOrderState.Void)]
    [InlineData("something new", "unshipped", CartOrderState.NotReady)]
    public void Should_know_where_it_stands(string status, string shipped, CartOrderState state) =>
        Assert.Equal(
            state,
            Map(With(With(Order, "status", $"\"{status}\""), "fulfillment_status", $"\"{shipped}\"")).State
        );

    [Fact]
    public void Should_take_active_orders_where_the_merchant_says_so() =>
        Assert.Equal(CartOrderState.Open, Map(With(Order, "status", "\"active\""), ready: "active,finalized").State);

    [Theory]
    [InlineData("null", false, LineKind.Product)]
    [InlineData("\"product\"", false, LineKind.Product)]
    [InlineData("null", true, LineKind.Freeform)]
    [InlineData("\"discount\"", true, LineKind.Discount)]
    [InlineData("\"shipping\"", true, LineKind.Shipping)]
    [InlineData("\"rounding\"", true, LineKind.Rounding)]
    [InlineData("\"fee\"", true, LineKind.Fee)]
    [InlineData("\"gift_wrap\"", true, LineKind.GiftWrap)]
    public void Should_know_what_a_line_stands_for(string type, bool freeform, LineKind kind)
    {
        var line = With(With(Line, "line_type", type), "freeform", freeform ? "true" : "false");
        var mapped = Map(lines: freeform ? With(line, "variant_id", "null") : line);
        Assert.Equal(kind, Assert.Single(mapped.Lines).Kind);
        Assert.Null(mapped.Problem);
    }

    [Theory]
    [InlineData("order_number", "null", "no number")]
    [InlineData("status", "[]", "no status")]
    [InlineData("shipping_address_id", "null", "no ship-to")]
    [InlineData("shipping_address_id", "99", "(99) is no longer")]
    [InlineData("order_line_item_ids", "[3,4]", "Line 4")]
    public void Should_say_what_is_wrong_with_an_order(string field, string value, string problem) =>
        Assert.Contains(problem, Map(With(Order, field, value)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("quantity", "\"two\"", "no readable quantity")]
    [InlineData("quantity", "\"-1.0\"", "below zero")]
    [InlineData("variant_id", "8", "variant 8) is no longer")]
    [InlineData("variant_id", "null", "names no item")]
    [InlineData("line_type", "\"subscription\"", "unknown type \"subscription\"")]
    public void Should_say_what_is_wrong_with_a_line(string field, string value, string problem) =>
        Assert.Contains(problem, Map(lines: With(Line, field, value)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("sku", "\"  \"", "has no SKU")]
    [InlineData("status", "\"deleted\"", "is no longer")]
    public void Should_say_what_is_wrong_with_an_item(string field, string value, string problem) =>
        Assert.Contains(problem, Map(variant: With(Variant, field, value)).Problem, StringComparison.Ordinal);

    [Fact]
    public void Should_survive_an_order_that_is_nothing_but_an_id()
    {
        var order = Map("""{"id":2,"notes":{},"tags":7}""", lines: "", address: "", variant: "");
        Assert.Equal("2", order.CartOrderId);
        Assert.NotNull(order.Problem);
    }

    [Theory]
    [InlineData("line, tag=ship:, note=ship:", "Express")]
    [InlineData("tag=ship:, line", "Next day")]
    [InlineData("note=via, line", "the night boat")]
    [InlineData("note=unheard of, tag=carrier:", null)]
    public void Should_find_the_ship_method_where_the_merchant_says(string from, string? method)
    {
        const string shipping =
            """{"id":9,"order_id":2,"freeform":true,"line_type":"shipping","label":" Express ","quantity":"1"}""";
        var order = With(Order, "tags", """["sales","Ship: Next day"]""");
        order = With(order, "notes", """ "Leave at the endpoint\nVia the night boat" """);
        Assert.Equal(method, Map(order, $"{Line},{shipping}", shipMethodFrom: from).ShipMethod);
    }
}
