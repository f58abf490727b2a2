using Crossdock.Adapters;

namespace Crossdock.Conformance.Warehouses;

public abstract partial class WarehouseConformance<THarness>
{
    [Fact]
    public async Task Should_tell_of_a_delivery_that_leaves_in_parcels()
    {
        var number = await AcceptedAsync("D-1");
        Assert.Empty(await Adapter.ParcelsAsync(number, Ct));

        await Harness.ShipAsync(number, [Units(0, 2)]);
        Assert.Equal(ProgressKind.PartlyShipped, await KindAsync(number));
        var first = Assert.Single(await Adapter.ParcelsAsync(number, Ct));

        await Harness.ShipAsync(number, [Units(0, 1), Units(1, 1)]);
        Assert.Equal(ProgressKind.Shipped, await KindAsync(number));
        var parcels = await Adapter.ParcelsAsync(number, Ct);

        Assert.Equal(2, parcels.Count);
        Assert.Equal(2, parcels.Select(parcel => parcel.ParcelId).Distinct().Count());
        Assert.Equal(2, parcels.Select(parcel => parcel.TrackingNumber).Distinct().Count());
        Assert.All(parcels, parcel => Assert.NotEmpty(parcel.TrackingNumber));
        // A system that knows only the day says its midnight, by its own clock.
        Assert.All(parcels, parcel => Assert.InRange(parcel.ShippedAt, Began.AddDays(-2), Began.AddDays(2)));
        Assert.Equal([Units(0, 2)], first.Items);
        // What was once said of a parcel stands.
        Assert.Equal([Units(0, 2)], Assert.Single(parcels, one => one.ParcelId == first.ParcelId).Items);
        Assert.Equal(
            Delivery("D-1").Items.ToDictionary(item => item.ItemCode, item => item.Quantity),
            parcels
                .SelectMany(parcel => parcel.Items)
                .GroupBy(item => item.ItemCode)
                .ToDictionary(items => items.Key, items => items.Sum(item => item.Quantity))
        );
    }

    [Fact]
    public async Task Should_tell_of_a_delivery_that_the_warehouse_cancels()
    {
        var number = await AcceptedAsync("D-1");

        await Harness.CancelThereAsync(number);

        Assert.Equal(ProgressKind.Canceled, await KindAsync(number));
        Assert.Empty(await Adapter.ParcelsAsync(number, Ct));
    }

    [Fact]
    public async Task Should_refuse_to_speak_of_parcels_of_what_is_not_there() =>
        Assert.Equal(
            ConnectionProblem.Refused,
            (await ProblemAsync(() => Adapter.ParcelsAsync("NEVER-1", Ct)))?.Problem
        );

    [Fact]
    public async Task Should_tell_of_all_deliveries_to_the_end()
    {
        var numbers = await PartlyShippedAsync();

        var all = await ToListAsync(Adapter.ProgressSinceAsync(Began, Ct));

        Assert.All(
            numbers,
            number =>
                Assert.Equal(ProgressKind.PartlyShipped, all.LastOrDefault(one => one.WarehouseNumber == number)?.Kind)
        );
    }

    [Fact]
    public async Task Should_miss_no_delivery_that_moves_while_it_reads()
    {
        var numbers = await PartlyShippedAsync();

        var (reading, moved) = (TimeProvider.System.GetUtcNow(), 0);
        Harness.BeforeEachCall = MoveAsync;
        var during = await ToListAsync(Adapter.ProgressSinceAsync(Began, Ct), MoveAsync);
        Harness.BeforeEachCall = null;
        // As the hub does: it goes on from when it began to read.
        var after = await ToListAsync(Adapter.ProgressSinceAsync(reading, Ct));

        Assert.NotEqual(0, moved);
        Assert.Subset(during.Concat(after).Select(one => one.WarehouseNumber).ToHashSet(), numbers.ToHashSet());
        Assert.All(
            numbers.Take(moved),
            number =>
                Assert.Equal(ProgressKind.Shipped, during.Concat(after).Last(one => one.WarehouseNumber == number).Kind)
        );

        async Task MoveAsync()
        {
            if (moved < numbers.Count)
            {
                await Harness.ShipAsync(numbers[moved++], [Units(0, 2), Units(1, 1)]);
            }
        }
    }

    /// <summary>More than two pages of deliveries, of each of which a parcel has left.</summary>
    private async Task<List<string>> PartlyShippedAsync()
    {
        var numbers = await AcceptedAsync((2 * THarness.PageSize) + 1);
        foreach (var number in numbers)
        {
            await Harness.ShipAsync(number, [Units(0, 1)]);
        }

        return numbers;
    }

    /// <summary>How the delivery stands; one that has been told of as moving may be on its way to it.</summary>
    private async Task<ProgressKind> KindAsync(string number) =>
        (await ToListAsync(Adapter.ProgressSinceAsync(Began, Ct))).Last(one => one.WarehouseNumber == number).Kind;
}
