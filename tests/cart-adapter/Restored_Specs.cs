using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Shipments;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using static Crossdock.CartAdapter.Tests.Support.Orders;

namespace Crossdock.CartAdapter.Tests;

/// <summary>What was shown in the cart after the backup that the store comes from is in no document.</summary>
public sealed class When_the_store_comes_from_a_backup : CartFixture
{
    private static readonly string Id = DerivedId.OfOrder(Connection, "1").ToString("D");

    [Fact]
    public async Task Should_look_for_a_parcel_before_it_is_confirmed()
    {
        await RestoreAsync();
        var command = new ConfirmShipment
        {
            ShipmentId = Guid.NewGuid(),
            OrderId = Guid.Parse(Id),
            Connection = Connection,
            Merchant = "acme",
            CartOrderId = "1",
            OrderNumber = "#1",
            TrackingNumber = "1Z1",
            ShippedAt = DateTimeOffset.UnixEpoch,
            Lines = [new() { LineId = "l1", Quantity = 2 }],
        };
        await ReceiveAsync<ConfirmShipmentConsumer>(command);
        Cart.Confirm = _ => Task.CompletedTask;

        await StepAsync<ShipmentUpload, ShipmentDocument>(command.ShipmentId.ToString("D"));

        Assert.Equal([true], Cart.MaybeSent);
    }

    [Theory]
    [InlineData(CartOrderState.Shipped, ShippedInCart.Wholly, false)]
    [InlineData(CartOrderState.PartlyShipped, ShippedInCart.Partly, false)]
    [InlineData(CartOrderState.Void, ShippedInCart.Nothing, true)]
    public async Task Should_take_in_what_it_may_have_sent_before(
        CartOrderState state,
        ShippedInCart shipped,
        bool voided
    )
    {
        await RestoreAsync();

        await KeepAsync(Order() with { State = state, ChangedAt = Clock.Now });

        var received = (await FindAsync<CartOrderDocument>(Id)).Received!;
        Assert.Equal((shipped, voided), (received.ShippedInCart, received.VoidReason is not null));
    }

    [Fact]
    public async Task Should_skip_what_was_shipped_long_after_the_restore()
    {
        await RestoreAsync();

        await KeepAsync(Order() with { State = CartOrderState.Shipped, ChangedAt = Clock.Now.AddDays(2) });

        Assert.NotNull((await FindAsync<CartOrderDocument>(Id)).Skipped);
    }

    [Fact]
    public async Task Should_give_a_change_a_revision_that_the_other_services_cannot_have_seen()
    {
        await RestoreAsync();
        await KeepAsync(Order());

        await KeepAsync(Order() with { ShipMethod = "Express", ChangedAt = Clock.Now });

        Assert.Equal(1001, (await FindAsync<CartOrderDocument>(Id)).Received!.Revision);
    }

    private async Task RestoreAsync()
    {
        var mark = new StoreMark
        {
            Id = StoreMark.TheOne,
            BackupAt = Clock.Now.AddHours(-1),
            RestoredAt = Clock.Now,
        };
        Assert.True(await Get<IDocuments<StoreMark>>().InsertAsync(mark, CancellationToken.None));
    }

    private Task<bool> KeepAsync(CartOrder order) =>
        Get<CartOrderStore>().KeepAsync(Connection, "acme", Earliest, order, Clock.Now, CancellationToken.None);
}
