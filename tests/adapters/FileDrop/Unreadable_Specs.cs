using System.Text;
using Crossdock.Adapters;

namespace Crossdock.FileDrop.Tests;

/// <summary>What cannot be read costs only itself: it is kept or named in the log, and the rest is accepted.</summary>
public sealed class When_a_part_of_a_file_cannot_be_read : IAsyncLifetime
{
    private const string Good = """{ "number": "T-1", "lines": [{ "sku": "MUG", "quantity": 2 }] }""";
    private const string Heading = "number,lastName,sku,quantity";

    private readonly FileDropCartHarness harness = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => harness.InitializeAsync();

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    public static TheoryData<string, string> UnreadableOrders =>
        new()
        {
            { """{ "number": "BAD", "lines": [{ "sku": "MUG", "quantity": 1e400 }] }""", "quantity" },
            { """{ "number": "BAD", "lines": [], "notes": "a", "notes": "b" }""", "notes" },
            { """{ "number": "BAD", "lines": [], "notes": "a", "Notes": "b" }""", "otes" },
            { $$"""{ "number": "BAD", "lines": [], "notes": {{Nested(70)}} }""", "depth" },
            { $$"""{ "number": "BAD", "lines": [], "notes": {{Nested(5000)}} }""", "depth" },
            { """{ "number": "BAD", "lines": 5 }""", "lines" },
            { """{ "number": "BAD", "lines": [], "\ud83d": 1 }""", "could not be mapped" },
        };

    [Theory]
    [MemberData(nameof(UnreadableOrders))]
    public async Task Should_list_an_order_that_cannot_be_read_and_take_the_others(string bad, string words)
    {
        await harness.DropAsync("list.json", $"[{bad}, {Good}]");

        var orders = await ReadAsync();

        Assert.Equal(["BAD", "T-1"], orders.Select(order => order.OrderNumber));
        Assert.Contains(words, orders[0].Problem);
        Assert.Contains("list.json", orders[0].Problem);
        Assert.Null(orders[1].Problem);
    }

    [Theory]
    [InlineData("null", "order 1")]
    [InlineData("\"oops\"", "order 1")]
    [InlineData("{ \"number\": null }", "order 1")]
    [InlineData("{ \"number\": \"A\", \"NUMBER\": \"B\" }", "order 1")]
    public async Task Should_name_the_place_of_an_order_without_a_number_once(string bad, string place)
    {
        await harness.DropAsync("list.json", $"[{bad}, {Good}]");

        Assert.Equal("T-1", Assert.Single(await ReadAsync()).OrderNumber);
        await ReadAsync();

        var skipped = Assert.Single(harness.Logger.Entries, e => e.Event == "FileSkipped");
        Assert.Contains(place, skipped.Text);
    }

    [Theory]
    [InlineData("\\ud83d", "Ring \uFFFD twice")]
    [InlineData("\\udE00", "Ring \uFFFD twice")]
    [InlineData("\\uD83D\\ud83d\\ude00", "Ring \uFFFD😀 twice")]
    [InlineData("\\\\ud83d", "Ring \\ud83d twice")]
    [InlineData("\\ud83d\\ude00", "Ring 😀 twice")]
    public async Task Should_replace_half_an_emoji_and_keep_the_rest_of_the_text(string escape, string read)
    {
        await harness.DropAsync(
            "emoji.json",
            Good.Replace("\"lines\"", $"\"notes\": \"Ring {escape} twice\", \"lines\"")
        );

        var order = Assert.Single(await ReadAsync());

        Assert.Equal((null, read), (order.Problem, order.Notes));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Should_read_a_table_with_any_line_end(string end)
    {
        await harness.DropAsync(
            "WEEK 47 (1).CSV",
            string.Join(end, "", Heading, "T-1,\"Two\nlines\",MUG,2", "", "T-2,Bo,PEN,3", "")
        );

        var orders = await ReadAsync();

        Assert.Equal(["T-1", "T-2"], orders.Select(order => order.OrderNumber));
        Assert.All(orders, order => Assert.Null(order.Problem));
        Assert.Equal("Two\nlines", orders[0].ShipTo?.LastName);
    }

    [Theory]
    [InlineData("orders.CSV")]
    [InlineData("orders.Csv")]
    public async Task Should_read_a_table_whatever_the_case_of_its_ending(string name)
    {
        await harness.DropAsync(name, $"\uFEFF{Heading}\nT-1,Ada,MUG,2\n\u001A");
        await harness.DropAsync("ONE.JSON", "\uFEFF" + Good.Replace("T-1", "T-2"));

        Assert.Equal(["T-1", "T-2"], (await ReadAsync()).Select(order => order.OrderNumber).Order());
    }

    [Fact]
    public async Task Should_read_the_unicode_that_Windows_writes()
    {
        var path = Path.Combine(harness.Folder, "shell.json");
        await File.WriteAllTextAsync(path, Good.Replace("MUG", "Größe"), Encoding.Unicode, Ct);

        Assert.Equal("Größe", Assert.Single(Assert.Single(await ReadAsync()).Lines).Sku);
    }

    [Fact]
    public async Task Should_take_empty_fields_beyond_the_heading_for_none()
    {
        await harness.DropAsync("padded.csv", $"{Heading},,\nT-1,Ada,MUG,2,, , ,\nT-2,Bo,PEN,3,,,,,,");

        Assert.All(await ReadAsync(), order => Assert.Null(order.Problem));
    }

    [Theory]
    [InlineData("BAD,Ada,MUG,2,extra", "field 5")]
    [InlineData("BAD,\"Ada,MUG,2", "a quote is not closed")]
    [InlineData("BAD,\"Ada\" x,MUG,2", "a quote is not closed")]
    [InlineData("BAD,Ada,MUG,many", "quantity")]
    [InlineData("BAD,Ada,MUG,1e400", "quantity")]
    public async Task Should_list_the_order_of_a_row_that_cannot_be_read_and_take_the_others(string row, string words)
    {
        await harness.DropAsync("rows.csv", $"{Heading}\nT-1,Ada,MUG,2\n{row}\nT-2,5\" Pipes,PEN,3\n");

        var orders = await ReadAsync();

        Assert.Equal(["BAD", "T-1", "T-2"], orders.Select(order => order.OrderNumber).Order());
        Assert.Contains(words, orders.Single(order => order.OrderNumber == "BAD").Problem);
        Assert.Equal(2, orders.Count(order => order.Problem is null));
    }

    [Fact]
    public async Task Should_list_the_one_order_with_a_bad_byte_and_take_thousands()
    {
        var rows = string.Concat(Enumerable.Range(0, 3000).Select(i => $"T-{i},Ada,MUG,1\r\n"));
        byte[] bytes =
        [
            .. Encoding.UTF8.GetBytes($"{Heading}\r\n"),
            .. "BAD,Jos"u8,
            0xE9,
            .. ",MUG,1\r\n"u8,
            .. Encoding.UTF8.GetBytes(rows),
        ];
        await File.WriteAllBytesAsync(Path.Combine(harness.Folder, "latin.csv"), bytes, Ct);
        await File.WriteAllBytesAsync(
            Path.Combine(harness.Folder, "latin.json"),
            [.. "[{\"number\":\"WORSE\",\"notes\":\""u8, 0xE9, .. "\"},"u8, .. Encoding.UTF8.GetBytes(Good), .. "]"u8],
            Ct
        );

        var orders = await ReadAsync();

        Assert.Equal(3001, orders.Count(order => order.Problem is null));
        Assert.Equal(
            ["BAD", "WORSE"],
            orders.Where(order => order.Problem?.Contains("UTF-8") == true).Select(order => order.OrderNumber).Order()
        );
    }

    [Fact]
    public async Task Should_bound_what_one_file_holds()
    {
        await harness.DropAsync("bomb.json", $"[{string.Join(',', Enumerable.Repeat("{}", 300_000))}]");
        await harness.DropAsync("bomb.csv", "number\n" + string.Concat(Enumerable.Repeat("1\n", 500_000)));
        await harness.DropAsync("whole.json", Good);

        Assert.Equal("T-1", Assert.Single(await ReadAsync()).OrderNumber);
        Assert.Equal(2, harness.Logger.Of("FileSkipped").Count());
    }

    [Fact]
    public async Task Should_read_a_file_of_the_future_as_of_now_and_warn_once()
    {
        await harness.DropAsync("future.json", Good);
        File.SetLastWriteTimeUtc(Path.Combine(harness.Folder, "future.json"), new(2099, 1, 1));

        var order = Assert.Single(await ReadAsync());
        await ReadAsync();

        Assert.InRange(order.ChangedAt, DateTimeOffset.UnixEpoch, TimeProvider.System.GetUtcNow());
        Assert.Single(harness.Logger.Of("FileTimeUnlikely"));
    }

    [Fact]
    public async Task Should_let_a_broken_file_of_its_own_concern_one_order()
    {
        await harness.DropAsync("list.json", $"[{Good.Replace("T-1", "BAD")}, {Good}]");
        var shipments = Directory.CreateDirectory(Path.Combine(harness.Folder, "shipments", "BAD")).FullName;
        await File.WriteAllTextAsync(Path.Combine(shipments, "x.json"), "{ \"carrier\": \"\\ud83d\" }", Ct);

        var orders = await ReadAsync();

        Assert.Equal([false, true], orders.Select(order => order.Problem is null));
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);

    private async Task<List<CartOrder>> ReadAsync() =>
        [.. (await harness.Adapter.OrdersChangedSinceAsync(default, Ct).ToListAsync(Ct)).SelectMany(page => page)];
}
