using System.Net.Http.Json;
using Crossdock.Adapters;
using Crossdock.Bergen.Tests.Support;

namespace Crossdock.Bergen.Tests;

public sealed class When_the_adapter_works_with_the_sandbox : SandboxSpecs
{
    [Fact]
    public async Task Should_carry_a_delivery_through_to_its_parcel()
    {
        var began = DateTimeOffset.UtcNow;
        Assert.Null(await Warehouse.FindAsync("X1042", Cancellation));

        Assert.Equal(new Submission.Pending(), await Warehouse.SubmitAsync(Delivery(), Cancellation));
        var number = await AcceptedAsync("X1042");
        var status = await ProgressAsync(began, number, ProgressKind.Shipped);
        var parcel = Assert.Single(await Warehouse.ParcelsAsync(number, Cancellation));

        Assert.EndsWith("X1042", number);
        Assert.NotEqual("X1042", number);
        Assert.Equal("Shipped Complete", status.Status);
        Assert.Equal("UPS", parcel.Carrier);
        Assert.Equal(Upc, Assert.Single(parcel.Items).ItemCode);
        Assert.Equal(2, parcel.Items[0].Quantity);
        Assert.NotEmpty(parcel.TrackingNumber);
    }

    [Fact]
    public async Task Should_tell_both_parcels_of_a_large_delivery()
    {
        await Warehouse.SubmitAsync(Delivery(quantity: 11), Cancellation);
        var number = await AcceptedAsync("X1042");
        await ProgressAsync(DateTimeOffset.UtcNow, number, ProgressKind.Shipped);

        var parcels = await Warehouse.ParcelsAsync(number, Cancellation);

        Assert.Equal(2, parcels.Select(parcel => parcel.ParcelId).Distinct().Count());
        Assert.Equal(2, parcels.Select(parcel => parcel.TrackingNumber).Distinct().Count());
        Assert.Equal(11, parcels.Sum(parcel => parcel.Items.Sum(item => item.Quantity)));
    }

    [Fact]
    public async Task Should_say_why_an_import_failed_and_take_the_same_reference_again()
    {
        await Warehouse.SubmitAsync(Delivery(code: "999999999999"), Cancellation);
        var refused = await WaitAsync(async () =>
            await Warehouse.FindAsync("X1042", Cancellation) as Submission.Refused
        );
        Assert.Contains("UPC", refused.Reason);

        await Warehouse.SubmitAsync(Delivery(), Cancellation);

        await AcceptedAsync("X1042");
    }

    [Fact]
    public async Task Should_pass_on_what_the_service_refuses_at_once()
    {
        var refused = Assert.IsType<Submission.Refused>(
            await Warehouse.SubmitAsync(Delivery() with { Carrier = "PIGEON", Service = "Same week" }, Cancellation)
        );

        Assert.Contains("code 56", refused.Reason);
    }

    [Fact]
    public async Task Should_cancel_what_has_not_left_and_say_so_again()
    {
        await Warehouse.SubmitAsync(Delivery(), Cancellation);
        var number = await AcceptedAsync("X1042");
        (await Http.PostAsync($"/sandbox/tickets/{number}/hold", null, Cancellation)).EnsureSuccessStatusCode();

        Assert.Equal(new Cancellation.Done(), await Warehouse.CancelAsync(number, Cancellation));
        Assert.Equal(new Cancellation.Done(), await Warehouse.CancelAsync(number, Cancellation));
        Assert.Equal(new Cancellation.NotThere(), await Warehouse.CancelAsync("NOBODY", Cancellation));
        await ProgressAsync(DateTimeOffset.UtcNow, number, ProgressKind.Canceled);
    }

    [Fact]
    public async Task Should_say_that_it_is_too_late_to_cancel()
    {
        await Warehouse.SubmitAsync(Delivery(), Cancellation);
        var number = await AcceptedAsync("X1042");
        await ProgressAsync(DateTimeOffset.UtcNow, number, ProgressKind.Shipped);

        Assert.IsType<Cancellation.TooLate>(await Warehouse.CancelAsync(number, Cancellation));
    }

    [Fact]
    public async Task Should_read_all_stock_and_then_what_changed()
    {
        var all = await StockAsync(null);
        Assert.Contains(all, one => one.ItemCode == Upc && one.Warehouse == "BERGEN LOGISTICS NJ" && one.OnHand == 500);

        (
            await Http.PostAsJsonAsync("/sandbox/stock", new { quantity = 7, Upc }, Cancellation)
        ).EnsureSuccessStatusCode();

        Assert.Contains(
            await StockAsync(DateTimeOffset.UtcNow),
            one => one.ItemCode == Upc && one.Warehouse == "BERGEN LOGISTICS NJ" && one.OnHand == 7
        );
    }

    [Fact]
    public async Task Should_notice_the_second_of_three_parcels_as_well_as_the_first()
    {
        await Warehouse.SubmitAsync(Delivery(quantity: 3), Cancellation);
        var number = await AcceptedAsync("X1042");
        await PostAsync($"/sandbox/tickets/{number}/hold");

        var seen = new List<(int Named, int Parcels)>();
        for (var parcel = 1; parcel <= 3; parcel++)
        {
            await PostAsync(
                $"/sandbox/tickets/{number}/ship",
                new { items = new[] { new { upc = Upc, quantity = 1 } } }
            );
            var row = await ProgressAsync(
                DateTimeOffset.UtcNow,
                number,
                parcel < 3 ? ProgressKind.PartlyShipped : ProgressKind.Shipped
            );
            seen.Add((row.TrackingNumbers.Count, (await Warehouse.ParcelsAsync(number, Cancellation)).Count));
        }

        Assert.Equal([1, 2, 3], seen.Select(one => one.Parcels));
        Assert.Equal([1, 2, 3], seen.Select(one => one.Named));
    }

    private async Task PostAsync(string path, object? body = null) =>
        (await Http.PostAsJsonAsync(path, body ?? new { }, Cancellation)).EnsureSuccessStatusCode();
}
