using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.FileDrop.Tests;

public sealed class When_orders_are_dropped : IAsyncLifetime
{
    private const string Whole = """
        { "number": "T-1", "shipTo": { "lastName": "Example" }, "lines": [{ "sku": "MUG", "quantity": 2 }] }
        """;

    private readonly FileDropCartHarness harness = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => harness.InitializeAsync();

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task Should_read_a_table_with_a_row_for_each_line()
    {
        await harness.DropAsync(
            "week.csv",
            """"
            Number,orderedAt,shipMethod,firstName,lastName,line1,city,notes,sku,quantity,unitPrice
            T-1,2026-11-20,Express,Ada,Example,"12, Sample Street",Springfield,"She said ""ring twice""",MUG,2,14.50
            T-1,,,,,,,,TEE,1,24
            T-2,2026-11-21,Standard,Bo,Example,1 Other Road,Springfield,,PEN,3,
            """"
        );

        var orders = await ReadAsync();

        Assert.Equal(["T-1", "T-2"], orders.Select(order => order.OrderNumber));
        var first = orders[0];
        Assert.Equal(
            [("MUG", 2m, 14.50m, "1"), ("TEE", 1m, 24m, "2")],
            first.Lines.Select(l => (l.Sku!, l.Quantity, l.UnitPrice, l.LineId))
        );
        Assert.Equal("12, Sample Street", first.ShipTo?.Line1);
        Assert.Equal("She said \"ring twice\"", first.Notes);
        Assert.Equal(new(2026, 11, 20, 0, 0, 0, TimeSpan.Zero), first.OrderedAt);
        Assert.Null(first.Problem);
        Assert.Equal(3, Assert.Single(orders[1].Lines).Quantity);
    }

    [Fact]
    public async Task Should_find_and_count_orders_without_taking_them_for_read()
    {
        await harness.DropAsync("all.json", $"[{Whole}, {Whole.Replace("T-1", "T-2")}]");
        var cart = (ISearchableCart)harness.Adapter;

        Assert.Equal("T-2", Assert.Single(await cart.FindOrdersAsync("T-2", Ct)).OrderNumber);
        Assert.Empty(await cart.FindOrdersAsync("T-3", Ct));
        Assert.Equal(2, await cart.CountOrdersAsync(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, Ct));
        Assert.Equal(2, (await ReadAsync()).Count);
    }

    [Fact]
    public async Task Should_read_a_list_of_orders_from_one_file()
    {
        await harness.DropAsync("all.json", $"[{Whole}, {Whole.Replace("T-1", "T-2")}]");

        Assert.Equal(["T-1", "T-2"], (await ReadAsync()).Select(order => order.CartOrderId));
    }

    [Theory]
    [InlineData("broken.json", "{ \"number\": \"T-9\", ")]
    [InlineData("text.json", "\"hello\"")]
    [InlineData("empty.json", "")]
    [InlineData("nameless.json", "{ \"lines\": [] }")]
    [InlineData("twice.json", "{ \"number\": \"A\", \"number\": \"B\" }")]
    [InlineData("open.csv", "number,sku\n\"T-9,MUG")]
    [InlineData("nameless.csv", "number,sku\n,MUG")]
    [InlineData("points.csv", "number;sku\nT-9;MUG")]
    [InlineData("orders.xlsx", "PK")]
    [InlineData("orders.csv.txt", "number,sku\nT-9,MUG")]
    public async Task Should_skip_a_file_that_is_none_of_orders_and_read_the_others(string name, string text)
    {
        await harness.DropAsync(name, text);
        await harness.DropAsync("whole.json", Whole);

        Assert.Equal("T-1", Assert.Single(await ReadAsync()).OrderNumber);
        await ReadAsync();
        Assert.Equal(name, (string?)Assert.Single(harness.Logger.Entries, e => e.Event == "FileSkipped")["File"]);
    }

    [Fact]
    public async Task Should_skip_what_is_too_large()
    {
        await harness.DropAsync("large.json", new string(' ', 1024 * 1024) + Whole);
        await harness.DropAsync("whole.json", Whole);

        Assert.Equal("T-1", Assert.Single(await ReadAsync()).OrderNumber);
    }

    [Fact]
    public async Task Should_not_follow_a_link_nor_read_what_is_hidden()
    {
        var external = Path.Combine(harness.Folder, "..", "outside.json");
        await File.WriteAllTextAsync(external, Whole, Ct);
        File.CreateSymbolicLink(Path.Combine(harness.Folder, "link.json"), external);
        await harness.DropAsync(".half.json", Whole);

        Assert.Empty(await ReadAsync());
    }

    [Theory]
    [InlineData("\"lastName\"", "\"lastNmae\"", "lastNmae")]
    [InlineData("\"quantity\": 2", "\"quantity\": \"two\"", "quantity")]
    [InlineData("\"quantity\": 2", "\"qty\": 2", "qty")]
    [InlineData("{ \"sku\": \"MUG\", \"quantity\": 2 }", "null", "null")]
    [InlineData("[{ \"sku\": \"MUG\", \"quantity\": 2 }]", "null", "lines")]
    [InlineData("\"shipTo\"", "\"orderedAt\": \"soon\", \"shipTo\"", "orderedAt")]
    public async Task Should_say_what_is_wrong_with_an_order_and_guess_nothing(string right, string wrong, string words)
    {
        await harness.DropAsync("order.json", Whole.Replace(right, wrong));

        var order = Assert.Single(await ReadAsync());
        Assert.Equal("T-1", order.OrderNumber);
        Assert.Contains(words, order.Problem);
    }

    [Fact]
    public async Task Should_read_a_file_that_is_moved_here_with_an_old_date()
    {
        await harness.DropAsync("new.json", Whole);
        var cursor = Assert.Single(await ReadAsync()).ChangedAt;
        var elsewhere = Path.Combine(harness.Folder, "..", "old.json");
        await File.WriteAllTextAsync(elsewhere, Whole.Replace("T-1", "T-OLD"), Ct);
        File.SetLastWriteTimeUtc(elsewhere, new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        File.Move(elsewhere, Path.Combine(harness.Folder, "old.json"));

        var orders = await ReadAsync(cursor.AddTicks(1));

        Assert.Equal("T-OLD", Assert.Single(orders).OrderNumber);
        Assert.Empty(await ReadAsync(cursor.AddTicks(1)));
    }

    [Fact]
    public async Task Should_leave_a_file_that_may_still_be_written()
    {
        var cart = harness.Make(settle: "01:00:00");
        await harness.DropAsync("whole.json", Whole);

        Assert.Empty(await ReadAsync(cart: cart));
        File.SetLastWriteTimeUtc(
            Path.Combine(harness.Folder, "whole.json"),
            TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-2)
        );
        Assert.Single(await ReadAsync(cart: cart));
    }

    [Theory]
    [InlineData("../../outside")]
    [InlineData("/tmp/outside")]
    [InlineData("T-1/..")]
    [InlineData("..")]
    [InlineData("*.json")]
    public async Task Should_write_nowhere_but_in_its_folder(string number)
    {
        await harness.DropAsync("whole.json", Whole.Replace("T-1", number));
        var order = Assert.Single(await ReadAsync());

        await harness.Adapter.ConfirmShipmentAsync(
            new()
            {
                ShipmentId = Guid.Parse("11111111-1111-1111-1111-111111111111"),
                OrderId = Guid.Empty,
                Connection = "cart",
                Merchant = "acme",
                CartOrderId = order.CartOrderId,
                OrderNumber = order.OrderNumber,
                TrackingNumber = "1Z",
                ShippedAt = order.OrderedAt,
                Lines = [new ConfirmedLine { LineId = "1", Quantity = 2 }],
            },
            maybeSent: false,
            Ct
        );
        await harness.Adapter.SetStockAsync(
            [
                new()
                {
                    Sku = number,
                    OnHand = 1,
                    AsOf = order.OrderedAt,
                },
            ],
            "batch",
            Ct
        );

        Assert.Equal(CartOrderState.Shipped, Assert.Single(await ReadAsync()).State);
        Assert.Equal(3, Directory.GetFiles(harness.Folder, "*.json", SearchOption.AllDirectories).Length);
        Assert.Single(Directory.GetFileSystemEntries(Path.Combine(harness.Folder, "..")));
    }

    private async Task<List<CartOrder>> ReadAsync(DateTimeOffset since = default, ICart? cart = null) =>
        [
            .. (await (cart ?? harness.Adapter).OrdersChangedSinceAsync(since, Ct).ToListAsync(Ct)).SelectMany(page =>
                page
            ),
        ];
}
