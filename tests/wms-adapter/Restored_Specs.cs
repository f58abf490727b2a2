using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

/// <summary>What was sent after the backup that the store comes from is in no document.</summary>
public sealed class When_the_store_comes_from_a_backup : WmsFixture
{
    private static readonly TimeSpan Grace = new DeliveryOptions().UnclearGrace;
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_look_for_a_delivery_before_it_is_sent_for_the_first_time()
    {
        await RestoreAsync();
        await ReceiveAsync<DeliverOrderConsumer>(command);
        Warehouse.Find = _ => new Submission.Accepted("PT-1");

        await StepAsync(command.DeliveryId);

        Assert.IsType<OrderDelivered>(Assert.Single(Published));
        Assert.Empty(Warehouse.Submitted);
        // Its statuses are read again from the moment of the backup.
        Assert.Equal(Clock.Now.AddHours(-1), (await FindAsync(command.DeliveryId)).ParcelsMissingSince);
    }

    [Fact]
    public async Task Should_send_one_that_is_not_there_only_when_the_cart_has_shown_it_since()
    {
        await RestoreAsync();
        await ReceiveAsync<DeliverOrderConsumer>(command with { ReadAt = Clock.Now.AddMinutes(-1) });
        Warehouse.Find = _ => null;
        Warehouse.Submit = _ => Task.FromResult<Submission>(new Submission.Accepted("PT-1"));

        // What was in transit when the hub was lost may arrive yet.
        await StepAsync(command.DeliveryId);
        Assert.Equal(DeliveryState.Sending, (await FindAsync(command.DeliveryId)).State);

        Clock.Now += Grace;
        await StepAsync(command.DeliveryId);
        await StepAsync(command.DeliveryId);
        Assert.Empty(Warehouse.Submitted);
        Assert.IsType<RereadOrder>(Assert.Single(Published));

        await ReceiveAsync<DeliverOrderConsumer>(command with { ReadAt = Clock.Now });
        await StepAsync(command.DeliveryId);
        Assert.Single(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_cancel_at_the_warehouse_what_only_the_warehouse_still_has()
    {
        await RestoreAsync();
        await ReceiveAsync<CancelDeliveryConsumer>(
            new CancelDelivery { Delivery = command, Reason = "It was voided." }
        );
        Warehouse.Find = _ => new Submission.Accepted("PT-1");
        Warehouse.Cancel = number => number == "PT-1" ? new Cancellation.Done() : throw new InvalidOperationException();

        await StepAsync(command.DeliveryId);
        await StepAsync(command.DeliveryId);

        Assert.Single(Published.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_look_for_no_delivery_long_after_the_restore()
    {
        await RestoreAsync(daysAgo: 91);
        Warehouse.Submit = _ => Task.FromResult<Submission>(new Submission.Accepted("PT-1"));
        await ReceiveAsync<DeliverOrderConsumer>(command);

        await StepAsync(command.DeliveryId);

        Assert.Single(Warehouse.Submitted);
    }

    /// <summary>Other services may be restored alone.</summary>
    [Fact]
    public async Task Should_refuse_and_never_send_what_must_be_there_and_is_not()
    {
        await ReceiveAsync<DeliverOrderConsumer>(command with { MustBeThere = true });
        Warehouse.Find = _ => null;
        Clock.Now += Grace;

        await StepAsync(command.DeliveryId);
        await StepAsync(command.DeliveryId);

        Assert.Contains(
            "shipped by hand",
            Assert.IsType<OrderRefused>(Assert.Single(Published)).Reason,
            StringComparison.Ordinal
        );
        Assert.Empty(Warehouse.Submitted);
    }

    private async Task RestoreAsync(int daysAgo = 0)
    {
        var at = Clock.Now.AddDays(-daysAgo);
        var mark = new StoreMark
        {
            Id = StoreMark.TheOne,
            BackupAt = at.AddHours(-1),
            RestoredAt = at,
        };
        Assert.True(await Get<IDocuments<StoreMark>>().InsertAsync(mark, CancellationToken.None));
    }
}
