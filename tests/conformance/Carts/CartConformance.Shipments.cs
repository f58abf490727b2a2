using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.Conformance.Carts;

public abstract partial class CartConformance<THarness>
{
    [Fact]
    public async Task Should_show_a_parcel_with_its_lines_and_tracking()
    {
        var order = await PlacedAsync("T-1");

        await Adapter.ConfirmShipmentAsync(Shipment(order), maybeSent: false, Ct);

        var parcel = Assert.Single(await Harness.ParcelsAsync("T-1"));
        Assert.Equal("1ZTEST0001", parcel.TrackingNumber);
        Assert.Equal("UPS", parcel.Carrier);
        Assert.Equal(Products(order).ToDictionary(line => line.LineId, line => line.Quantity), parcel.Units);
    }

    [Fact]
    public async Task Should_show_each_of_several_parcels_and_what_they_make_of_the_order()
    {
        var order = await PlacedAsync("T-1");
        Assert.Equal(CartOrderState.Open, order.State);

        await Adapter.ConfirmShipmentAsync(Shipment(order, "1ZA", 2), maybeSent: false, Ct);
        Assert.Equal(CartOrderState.PartlyShipped, Newest(await ReadAsync(), "T-1").State);
        await Adapter.ConfirmShipmentAsync(Shipment(order, "1ZB", 1, 1), maybeSent: false, Ct);
        Assert.Equal(CartOrderState.Shipped, Newest(await ReadAsync(), "T-1").State);

        var parcels = (await Harness.ParcelsAsync("T-1")).ToDictionary(
            parcel => parcel.TrackingNumber,
            parcel => parcel.Units.Values.Order()
        );
        Assert.Equal(2, parcels.Count);
        Assert.Equal([2], parcels["1ZA"]);
        Assert.Equal([1, 1], parcels["1ZB"]);
    }

    [Fact]
    public async Task Should_show_a_parcel_once_however_often_it_is_told()
    {
        var order = await PlacedAsync("T-1");
        var shipment = Shipment(order, "1ZA", 1);

        // The first one says that there may have been one before, and there was none.
        for (var n = 0; n < 3; n++)
        {
            await Adapter.ConfirmShipmentAsync(shipment, maybeSent: true, Ct);
        }

        Assert.Single(await Harness.ParcelsAsync("T-1"));
    }

    [Fact]
    public async Task Should_list_the_parcels_that_it_shows_or_say_that_it_cannot()
    {
        var (shipped, other) = (await PlacedAsync("T-1"), await PlacedAsync("T-2"));
        var shipment = Shipment(shipped, "1ZA", 1);
        await Adapter.ConfirmShipmentAsync(shipment, maybeSent: false, Ct);
        string[] ids = [shipped.CartOrderId, other.CartOrderId];

        var shown = await Adapter.ListParcelsAsync(ids, Ct);

        if (shown is not null)
        {
            var parcel = Assert.Single(shown);
            Assert.Equal(shipped.CartOrderId, parcel.CartOrderId);
            AssertShows(shipment, parcel.Parcel);
        }
    }

    [Fact]
    public async Task Should_show_what_of_a_partly_shipped_order_has_left_or_say_that_it_cannot()
    {
        var order = await PlacedAsync("T-1");
        var shipment = Shipment(order, "1ZA", 2);
        await Adapter.ConfirmShipmentAsync(shipment, maybeSent: false, Ct);

        var read = Newest(await ReadAsync(), "T-1");

        Assert.Equal(CartOrderState.PartlyShipped, read.State);
        if (read.Parcels is { } parcels)
        {
            AssertShows(shipment, Assert.Single(parcels));
        }
    }

    /// <summary>By our own id of it, or by its number: else it would be taken for a parcel that people entered.</summary>
    private static void AssertShows(ConfirmShipment shipment, ParcelInCart shown)
    {
        Assert.Equal(shipment.TrackingNumber, shown.TrackingNumber);
        Assert.True(shown.ShipmentId is not { } id || id == shipment.ShipmentId);
        if (shown.Lines is { } lines)
        {
            Assert.Equal(
                shipment.Lines.Select(line => (line.LineId, line.Quantity)),
                lines.Select(line => (line.LineId, line.Quantity))
            );
        }
    }

    [Fact]
    public async Task Should_correct_the_tracking_number_of_a_parcel_that_it_shows()
    {
        var order = await PlacedAsync("T-1");
        var shipment = Shipment(order, "1ZA", 1);
        await Adapter.ConfirmShipmentAsync(shipment, maybeSent: false, Ct);

        await Adapter.ConfirmShipmentAsync(shipment with { TrackingNumber = "1ZB", Version = 1 }, maybeSent: true, Ct);

        Assert.Equal("1ZB", Assert.Single(await Harness.ParcelsAsync("T-1")).TrackingNumber);
    }

    [Fact]
    public async Task Should_refuse_a_parcel_of_what_is_not_there_in_words()
    {
        var order = await PlacedAsync("T-1");
        var noOrder = Shipment(order) with { CartOrderId = "987654321" };
        var noLine = Shipment(order, "1ZB") with { Lines = [new ConfirmedLine { LineId = "987654321", Quantity = 1 }] };

        foreach (var shipment in new[] { noOrder, noLine })
        {
            var problem = await ProblemAsync(() => Adapter.ConfirmShipmentAsync(shipment, maybeSent: false, Ct));
            Assert.Equal(ConnectionProblem.Refused, problem?.Problem);
        }

        Assert.Empty(await Harness.ParcelsAsync("T-1"));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public Task Should_show_a_parcel_once_whichever_call_goes_wrong(Fault fault) =>
        StrikeEachCallAsync(fault, ShowOnceAsync);

    [Fact]
    public Task Should_show_a_parcel_once_whatever_something_in_between_answers() => AnswerEachCallAsync(ShowOnceAsync);

    private async Task ShowOnceAsync(Strike strikeAsync)
    {
        var number = NextNumber();
        // Not all of the order: else the cart would refuse a second parcel of itself.
        var shipment = Shipment(await PlacedAsync(number), "1ZA", 1);

        var problem = await strikeAsync(() => Adapter.ConfirmShipmentAsync(shipment, maybeSent: false, Ct));

        AssertTrue(problem, (await Harness.ParcelsAsync(number)).Count);
        if (problem is not null)
        {
            await UntilDoneAsync(maybeSent => Adapter.ConfirmShipmentAsync(shipment, maybeSent, Ct), problem);
        }

        await Adapter.ConfirmShipmentAsync(shipment, maybeSent: true, Ct);
        Assert.Single(await Harness.ParcelsAsync(number));
    }
}
