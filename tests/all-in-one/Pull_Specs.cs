using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crossdock.AllInOne.Tests;

/// <summary>Between two polls a person reads orders again, or takes in one that was skipped.</summary>
public sealed class When_a_person_pulls_orders : HubOnSandbox
{
    [Fact]
    public async Task Should_take_in_one_by_its_number()
    {
        await PlaceAsync("P-1");
        await PlaceAsync("P-2");

        var preview = await PostAsync("orders/pull?preview=true", new { connection = "acme-cart", number = "P-1" });
        Assert.Equal("new", (string?)preview!["orders"]![0]!["outcome"]);
        Assert.Null(await OrderAsync("P-1"));

        var pulled = await PostAsync("orders/pull", new { connection = "acme-cart", number = "P-1" });

        Assert.Equal("new", (string?)Assert.Single(pulled!["orders"]!.AsArray())!["outcome"]);
        await UntilAsync("P-1", "at_wms");
        Assert.Null(await OrderAsync("P-2"));
    }

    [Fact]
    public async Task Should_count_a_range_first_and_say_what_became_of_each()
    {
        var known = await PlaceAndPullAsync("P-1");
        await PlaceAsync("P-2");
        await ControlAsync($"orders/{known["id"]}/edit", new { notes = "Ring twice." });
        var range = new { connection = "acme-cart", from = DateTimeOffset.UtcNow.AddHours(-1) };

        var preview = await PostAsync("orders/pull?preview=true", range);
        Assert.Equal((2, 0), ((int)preview!["count"]!, preview["orders"]!.AsArray().Count));
        Assert.Null(await OrderAsync("P-2"));

        var outcomes = Outcomes(await PostAsync("orders/pull", range));
        Assert.Equal(("changed", "new"), (outcomes["P-1"], outcomes["P-2"]));
        await UntilAsync("P-2", "at_wms");

        outcomes = Outcomes(await PostAsync("orders/pull", range));
        Assert.Equal(("unchanged", "unchanged"), (outcomes["P-1"], outcomes["P-2"]));
    }

    [Theory]
    [InlineData("acme-cart", "P-404", HttpStatusCode.NotFound)]
    [InlineData("other-cart", "P-1", HttpStatusCode.NotFound)]
    [InlineData("acme-cart", null, HttpStatusCode.BadRequest)]
    public async Task Should_say_what_cannot_be_pulled(string connection, string? number, HttpStatusCode expected)
    {
        using var answer = await Hub.PostAsJsonAsync("orders/pull", new { connection, number }, Ct);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Should_take_in_an_order_that_was_skipped_for_its_date()
    {
        await PlaceAsync(
            "P-1",
            new
            {
                number = "P-1",
                issuedAt = "2019-12-31",
                lines = new[] { new { sku = "MUG-BLU", quantity = 2 } },
            }
        );
        var pulled = await PostAsync("orders/pull", new { connection = "acme-cart", number = "P-1" });
        Assert.Contains("earliest order date", (string?)pulled!["orders"]![0]!["skipped"], StringComparison.Ordinal);
        var skipped = await UntilAsync("P-1", "skipped");

        await PostAsync($"orders/{skipped["orderId"]}/take-in", new { reason = "A late phone order." });

        var order = await UntilAsync("P-1", "at_wms");
        Assert.Contains(
            order["history"]!.AsArray(),
            entry => ((string?)entry!["description"])!.StartsWith("taken in by kim: A late", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Should_not_take_in_what_cannot_be_sent()
    {
        await PlaceAsync("P-1", new { number = "P-1", shipTo = (object?)null });
        await PostAsync("orders/pull", new { connection = "acme-cart", number = "P-1" });
        var skipped = await UntilAsync("P-1", "skipped");

        using var answer = await Hub.PostAsJsonAsync($"orders/{skipped["orderId"]}/take-in", new { reason = "x" }, Ct);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("ship-to address", await answer.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Outcomes(JsonNode? pulled) =>
        pulled!["orders"]!
            .AsArray()
            .ToDictionary(order => (string)order!["orderNumber"]!, order => (string)order!["outcome"]!);
}
