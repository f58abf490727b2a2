using System.Text.Json.Nodes;

namespace Crossdock.Sandbox.Tests;

public sealed class When_people_act_on_seeded_orders
{
    [Theory]
    [InlineData("XD-1078", "fulfilled", "shipped")]
    [InlineData("XD-1079", "finalized", "partial")]
    [InlineData("XD-1080", "draft", "unshipped")]
    [InlineData("XD-1082", "void", "unshipped")]
    public async Task Should_change_an_order_in_the_cart_a_while_after_it_was_read(
        string number,
        string status,
        string shipped
    )
    {
        await using var sandbox = await SeededAsync();
        Assert.Equal(("finalized", "unshipped"), Stand(await OrderAsync(sandbox, number)));

        await sandbox.GetAsync("/qbc/orders?limit=250");

        await Running.Eventually(
            async () => Stand(await OrderAsync(sandbox, number)) == (status, shipped),
            () => $"{number} is not {status} and {shipped}"
        );
    }

    [Theory]
    [InlineData("XD-1061", "were ordered, 0 shipped")]
    [InlineData("XD-1062", "were ordered, 2 shipped")]
    [InlineData("XD-1063", "0 were ordered, 1 shipped")]
    [InlineData("XD-1067", "no tracking number but 'N/A'")]
    [InlineData("XD-1068", "the cart does not show tracking number")]
    public async Task Should_report_in_what_the_cart_and_the_warehouse_differ(string number, string difference)
    {
        await using var sandbox = await SeededAsync();
        var order = await OrderAsync(sandbox, number);
        var line = order["lines"]!.AsArray().First(one => (string?)one!["lineType"] is null or "product")!;

        await sandbox.AddTicketAsync("T1", number, lines: (await UpcOfAsync(sandbox, line), 1));
        await Running.Eventually(
            async () => (string?)(await sandbox.GetAsync("/sandbox/tickets"))[0]!["status"] == "Shipped Complete",
            () => "the ticket has not shipped"
        );

        var differences = await DifferencesAsync(sandbox, number);
        Assert.Contains(differences, one => one.Contains(difference, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_act_once_although_more_orders_were_placed_meanwhile()
    {
        const string Shipped = "XD-1078";
        const string Later = "XD-1082";
        await using var sandbox = await Running.StartAsync(options => options.Pace.ReactionMilliseconds = 300);
        await sandbox.PostAsync("/sandbox/seed", new { upTo = 80 });
        await sandbox.GetAsync("/qbc/orders?limit=250");
        await sandbox.PostAsync("/sandbox/seed");
        await sandbox.GetAsync("/qbc/orders/1001");
        await Until(Shipped, "fulfilled");

        await sandbox.GetAsync("/qbc/orders?limit=250");
        await Until(Later, "void");

        var found = (await sandbox.GetAsync("/sandbox/report"))["orders"]!
            .AsArray()
            .First(order => (string?)order!["number"] == Shipped)!;
        Assert.Equal("untouched", (string?)found["found"]);

        Task Until(string number, string status) =>
            Running.Eventually(
                async () => (string?)(await OrderAsync(sandbox, number))["status"] == status,
                () => $"{number} is not {status}"
            );
    }

    private static async Task<Running> SeededAsync()
    {
        var sandbox = await Running.StartAsync(options => options.Pace.ReactionMilliseconds = 20);
        await sandbox.PostAsync("/sandbox/seed");
        return sandbox;
    }

    private static async Task<JsonNode> OrderAsync(Running sandbox, string number) =>
        (await sandbox.GetAsync($"/sandbox/orders?number={number}"))[0]!;

    private static (string?, string?) Stand(JsonNode order) =>
        ((string?)order["status"], (string?)order["fulfillmentStatus"]);

    private static async Task<string> UpcOfAsync(Running sandbox, JsonNode line) =>
        (string)
            (await sandbox.GetAsync("/sandbox/catalog"))
                .AsArray()
                .First(item => (string?)item!["sku"] == (string?)line["sku"])!["upc"]!;

    private static async Task<IEnumerable<string>> DifferencesAsync(Running sandbox, string number) =>
        (await sandbox.GetAsync("/sandbox/report"))["orders"]!
            .AsArray()
            .First(order => (string?)order!["number"] == number)!["differences"]!
            .AsArray()
            .Select(one => (string)one!);
}
