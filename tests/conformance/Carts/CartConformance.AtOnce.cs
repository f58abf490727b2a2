using Crossdock.Adapters;

namespace Crossdock.Conformance.Carts;

/// <summary>A hub has several work loops and replicas, and none waits for the others.</summary>
public abstract partial class CartConformance<THarness>
{
    [Fact]
    public async Task Should_serve_several_callers_at_once()
    {
        string[] numbers = [.. Enumerable.Range(1, 8).Select(n => $"T-{n}")];
        var orders = new List<CartOrder>();
        foreach (var number in numbers)
        {
            orders.Add(await PlacedAsync(number));
        }

        var confirming = orders.Select(order => Adapter.ConfirmShipmentAsync(Shipment(order), maybeSent: false, Ct));
        await Task.WhenAll([
            .. confirming,
            ReadAsync(),
            Adapter.TestAsync(Ct),
            Adapter.SetStockAsync([Level(0, 41)], "batch-1", Ct),
            Adapter.SetStockAsync([Level(1, 42)], "batch-2", Ct),
        ]);

        foreach (var number in numbers)
        {
            Assert.Single(await Harness.ParcelsAsync(number));
        }

        // A parcel that was confirmed after a level had been read counts it down: the next level sets it right.
        await Adapter.SetStockAsync([Level(0, 41), Level(1, 42)], "batch-3", Ct);
        Assert.Equal(41, await Harness.ShownAsync(Harness.Skus[0]));
        Assert.Equal(42, await Harness.ShownAsync(Harness.Skus[1]));
    }

    [Fact]
    public async Task Should_show_a_parcel_once_though_two_tell_it_at_once()
    {
        var order = await PlacedAsync("T-1");
        // Not all of the order: else the cart would refuse a second parcel of itself.
        var shipment = Shipment(order, "1ZA", 1);

        var problems = await Task.WhenAll(ReceiveAsync(), ReceiveAsync(), ReceiveAsync());
        await UntilDoneAsync(
            _ => Adapter.ConfirmShipmentAsync(shipment, maybeSent: true, Ct),
            problems.FirstOrDefault(problem => problem is not null)
        );

        Assert.Single(await Harness.ParcelsAsync("T-1"));

        Task<ConnectionProblemException?> ReceiveAsync() =>
            ProblemAsync(() => Adapter.ConfirmShipmentAsync(shipment, maybeSent: true, Ct));
    }
}
