using System.Globalization;
using System.Text.Json;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

public sealed class When_answers_are_not_shaped_as_documented
{
    private static VariantLocationObject Stock(string figure) =>
        JsonSerializer
            .Deserialize(
                $$"""{"variants":[{"id":1,"locations":[{"location_id":1,"stock_on_hand":{{figure}}}]}]}""",
                ReceivedJson.Default.Envelope
            )!
            .Variants![0]
            .Locations![0];

    private static OrderObject Order(string fields) =>
        JsonSerializer.Deserialize($$"""{"orders":[{"id":1,{{fields}}}]}""", ReceivedJson.Default.Envelope)!.Orders![0];

    [Fact]
    public void Should_read_a_figure_as_a_string_or_a_number_alike() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<decimal>(),
                figure =>
                {
                    var text = figure.ToString(CultureInfo.InvariantCulture);
                    return Stock(text).StockOnHand == figure && Stock($"\"{text}\"").StockOnHand == figure;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("0", 0)]
    [InlineData("\"301\"", 301)]
    [InlineData("\"-12\"", -12)]
    [InlineData("\"1.0\"", 1)]
    [InlineData("null", null)]
    [InlineData("\"12,5\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("true", null)]
    [InlineData("1e400", null)]
    [InlineData("{\"a\":[1]}", null)]
    public void Should_read_what_is_a_figure_and_no_other(string json, int? figure) =>
        Assert.Equal((decimal?)figure, Stock(json).StockOnHand);

    [Fact]
    public void Should_read_back_every_moment_to_the_millisecond() =>
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).Zip(Gen.Choose(0, 999)).ToArbitrary(),
                at =>
                {
                    var moment = DateTimeOffset.UnixEpoch.AddSeconds(at.Item1).AddMilliseconds(at.Item2);
                    return Order($"\"updated_at\":\"{Texts.Of(moment)}\"").UpdatedAt == moment;
                }
            )
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2015-11-12", "2015-11-12T00:00:00Z")]
    [InlineData("2015-11-12T08:06:01.561Z", "2015-11-12T08:06:01.561Z")]
    [InlineData("2015-11-12T08:06:01", "2015-11-12T08:06:01Z")]
    [InlineData("2015-11-12T08:06:01+13:00", "2015-11-11T19:06:01Z")]
    [InlineData("yesterday", null)]
    public void Should_read_a_stamp_or_a_day(string text, string? moment) =>
        Assert.Equal(
            moment is null ? null : DateTimeOffset.Parse(moment, CultureInfo.InvariantCulture),
            Order($"\"issued_at\":\"{text}\"").IssuedAt
        );

    [Fact]
    public void Should_lose_no_page_for_one_odd_field() =>
        Prop.ForAll(
                Gen.Elements(
                        "null",
                        "0",
                        "-1",
                        "1.5",
                        "1e400",
                        "\"\"",
                        "\"x\"",
                        "\"\\ud800\"",
                        "true",
                        "[]",
                        "[[1],{}]",
                        "{}",
                        "{\"a\":{\"b\":[]}}"
                    )
                    .Zip(
                        Gen.Elements(
                            "created_at",
                            "order_number",
                            "status",
                            "shipping_address_id",
                            "tags",
                            "order_line_item_ids",
                            "notes",
                            "unheard_of"
                        )
                    )
                    .ToArbitrary(),
                odd =>
                    JsonSerializer
                        .Deserialize(
                            $$"""{"orders":[{"id":1,"{{odd.Item2}}":{{odd.Item1}}},{{odd.Item1}},{"id":2}]}""",
                            ReceivedJson.Default.Envelope
                        )!
                        .Orders!.Select(order => order.Id)
                        .Intersect([1, 2])
                        .Count() == 2
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Should_read_tags_from_a_list_or_from_one_text()
    {
        Assert.Equal(["a", "b"], Order("""  "tags":["a"," b",null] """).Tags);
        Assert.Equal(["a", "b"], Order("""  "tags":"a, b" """).Tags);
        // Seen in an answer of the service.
        Assert.Equal(["Suspended", "Replacement"], Order("""  "tags":["Suspended,Replacement"] """).Tags);
    }
}
