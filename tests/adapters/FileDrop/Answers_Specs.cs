using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.FileDrop.Tests;

public sealed class When_a_person_answers_with_files : IAsyncLifetime
{
    private readonly FileDropWarehouseHarness harness = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await harness.InitializeAsync();
        await harness.Adapter.SubmitAsync(Delivery("D-1"), Ct);
    }

    public ValueTask DisposeAsync() => harness.DisposeAsync();

    [Fact]
    public async Task Should_take_a_shipment_without_items_for_all_of_it()
    {
        await harness.DropAsync("D-1.shipment.json", """{ "trackingNumber": "1ZA" }""");

        var parcel = Assert.Single(await harness.Adapter.ParcelsAsync("D-1", Ct));

        Assert.Equal(("1ZA", "UPS", "Ground"), (parcel.TrackingNumber, parcel.Carrier, parcel.Service));
        Assert.Equal([new() { ItemCode = "ITEM-1", Quantity = 2 }], parcel.Items);
        Assert.Equal(ProgressKind.Shipped, Assert.Single(await ProgressAsync()).Kind);
    }

    [Theory]
    [InlineData("{ \"trackingNumber\": ")]
    [InlineData("{ \"trackingNumber\": \" \" }")]
    [InlineData("{ \"trakingNumber\": \"1ZB\" }")]
    [InlineData("null")]
    [InlineData("{ \"trackingNumber\": \"1ZB\", \"items\": [null] }")]
    [InlineData("{ \"trackingNumber\": \"1ZB\", \"items\": [{ \"itemCode\": \"ITEM-1\", \"quantity\": 0 }] }")]
    [InlineData("{ \"trackingNumber\": \"1ZB\", \"items\": [{ \"itemCode\": \"ITEM-1\", \"quantity\": 1e28 }] }")]
    public async Task Should_skip_a_shipment_that_cannot_be_read_and_take_the_others(string text)
    {
        await harness.DropAsync("D-1.shipment-1.json", text);
        await harness.DropAsync("D-1.shipment-2.json", """{ "trackingNumber": "1ZA" }""");
        await harness.DropAsync("STRANGER.shipment.json", """{ "trackingNumber": "1ZC" }""");

        Assert.Equal("1ZA", Assert.Single(await harness.Adapter.ParcelsAsync("D-1", Ct)).TrackingNumber);
        Assert.Equal("D-1", Assert.Single(await ProgressAsync()).WarehouseNumber);
    }

    [Fact]
    public async Task Should_say_whose_fault_an_empty_refusal_is()
    {
        await harness.DropAsync("D-1.refused.txt", "");

        var refused = Assert.IsType<Submission.Refused>(await harness.Adapter.FindAsync("D-1", Ct));

        Assert.Contains("does not say why", refused.Reason);
    }

    [Fact]
    public async Task Should_tell_rows_of_stock_that_cannot_be_read_from_missing_ones()
    {
        await harness.DropAsync("stock.csv", "itemCode,onHand\nITEM-1,7\nITEM-2,\nITEM-3,many\n,5\nITEM-4,-2\n");

        var pages = await harness.Adapter.InventorySinceAsync(null, Ct).ToListAsync(Ct);

        Assert.Equal(
            [("ITEM-1", 7m), ("ITEM-2", null), ("ITEM-3", null), ("", 5m), ("ITEM-4", 0m)],
            pages.SelectMany(page => page).Select(one => (one.ItemCode, one.OnHand))
        );
    }

    [Fact]
    public async Task Should_read_a_thousand_rows_of_stock_beside_a_bad_one_under_a_name_in_capitals()
    {
        var rows = string.Concat(Enumerable.Range(0, 3000).Select(i => $"ITEM-{i},{i},,\r\n"));
        var bytes = System.Text.Encoding.UTF8.GetBytes($"itemCode,onHand\r\nITEM-\u00E9,7\r\n{rows}");
        bytes[Array.IndexOf(bytes, (byte)0xC3)] = 0xFF;
        File.Delete(Path.Combine(harness.Folder, "stock.csv"));
        await File.WriteAllBytesAsync(Path.Combine(harness.Folder, "STOCK.CSV"), bytes, Ct);

        var pages = await harness.Adapter.InventorySinceAsync(null, Ct).ToListAsync(Ct);

        var read = pages.SelectMany(page => page).ToList();
        Assert.Equal(3000, read.Count(one => one.ItemCode.Length > 0));
        Assert.Single(read, one => one.ItemCode.Length == 0);
    }

    [Fact]
    public async Task Should_take_answers_whose_names_end_in_capitals()
    {
        await harness.DropAsync("D-1.SHIPMENT.JSON", """{ "trackingNumber": "1ZA" }""");
        await harness.Adapter.SubmitAsync(Delivery("D-2"), Ct);
        await harness.DropAsync("D-2.Refused.TXT", "No stock.");

        Assert.Equal("1ZA", Assert.Single(await harness.Adapter.ParcelsAsync("D-1", Ct)).TrackingNumber);
        var refused = Assert.IsType<Submission.Refused>(await harness.Adapter.FindAsync("D-2", Ct));
        Assert.Equal("No stock.", refused.Reason);
        Assert.Equal(
            [("D-1", ProgressKind.Shipped), ("D-2", ProgressKind.Canceled)],
            (await ProgressAsync()).Select(one => (one.WarehouseNumber, one.Kind))
        );
    }

    [Fact]
    public async Task Should_not_believe_that_a_parcel_left_in_the_future()
    {
        await harness.DropAsync("D-1.shipment.json", """{ "trackingNumber": "1ZA" }""");
        File.SetLastWriteTimeUtc(Path.Combine(harness.Folder, "D-1.shipment.json"), new(2099, 1, 1));

        var parcel = Assert.Single(await harness.Adapter.ParcelsAsync("D-1", Ct));

        Assert.InRange(parcel.ShippedAt, DateTimeOffset.UnixEpoch, TimeProvider.System.GetUtcNow());
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("D-1.shipment")]
    [InlineData("*")]
    public async Task Should_keep_strange_references_in_its_folder_and_apart(string reference)
    {
        var before = Directory.GetFiles(harness.Folder).Length;
        var accepted = Assert.IsType<Submission.Accepted>(await harness.Adapter.SubmitAsync(Delivery(reference), Ct));

        Assert.Equal(accepted, await harness.Adapter.FindAsync(reference, Ct));
        Assert.Equal(accepted, await harness.Adapter.FindAsync(accepted.WarehouseNumber, Ct));
        Assert.Empty(await harness.Adapter.ParcelsAsync(accepted.WarehouseNumber, Ct));
        Assert.Empty(await harness.Adapter.ParcelsAsync("D-1", Ct));
        Assert.Equal(before + 1, Directory.GetFiles(harness.Folder).Length);
    }

    private async Task<List<DeliveryProgress>> ProgressAsync() =>
        [
            .. (await harness.Adapter.ProgressSinceAsync(DateTimeOffset.UnixEpoch, Ct).ToListAsync(Ct)).SelectMany(
                page => page
            ),
        ];

    private static DeliverOrder Delivery(string reference) =>
        new()
        {
            DeliveryId = Guid.Empty,
            OrderId = Guid.Empty,
            Revision = 1,
            Merchant = "acme",
            Connection = "shed",
            OrderNumber = "#1042",
            Reference = reference,
            OrderedAt = DateTimeOffset.UnixEpoch,
            ShipTo = new() { LastName = "Example" },
            Carrier = "UPS",
            Service = "Ground",
            Items = [new() { ItemCode = "ITEM-1", Quantity = 2 }],
        };
}
