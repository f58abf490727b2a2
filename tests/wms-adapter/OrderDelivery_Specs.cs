using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

public sealed class When_a_delivery_goes_to_the_warehouse : Bench
{
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_say_the_warehouses_number_when_it_is_accepted()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Accepted("PT-1"));

        await StepAsync(command.DeliveryId);

        var delivered = Assert.IsType<OrderDelivered>(Assert.Single(Said));
        Assert.Equal(
            (command.OrderId, command.DeliveryId, "PT-1", 1),
            (delivered.OrderId, delivered.DeliveryId, delivered.WarehouseNumber, delivered.Revision)
        );
        var delivery = await FindAsync(command.DeliveryId);
        Assert.Equal(DeliveryState.AtWarehouse, delivery.State);
        Assert.Null(delivery.DueAt);
    }

    [Fact]
    public async Task Should_have_stored_the_intent_before_the_warehouse_hears_of_it()
    {
        await KnownAsync(command);
        DeliveryState? stored = null;
        Warehouse.Submit = async sent =>
        {
            stored = (await FindAsync(sent.DeliveryId)).State;
            return new Submission.Accepted("PT-1");
        };

        await StepAsync(command.DeliveryId);

        Assert.Equal(DeliveryState.Sending, stored);
    }

    [Fact]
    public async Task Should_not_send_what_somebody_else_has_taken_over()
    {
        var mine = await KnownAsync(command);
        Assert.True(await Deliveries.ReplaceAsync(await FindAsync(command.DeliveryId), default));

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Get<OrderDelivery>().StepAsync([mine], default)
        );

        Assert.Empty(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_say_a_refusal_in_the_warehouses_words()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Refused("No such item."));

        await StepAsync(command.DeliveryId);

        Assert.Equal("No such item.", Assert.IsType<OrderRefused>(Assert.Single(Said)).Reason);
        Assert.Equal(DeliveryState.Refused, (await FindAsync(command.DeliveryId)).State);
    }

    [Fact]
    public async Task Should_take_a_refused_call_for_a_refusal()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => throw Problem(ConnectionProblem.Refused);

        Assert.Null(await StepAsync(command.DeliveryId));

        Assert.IsType<OrderRefused>(Assert.Single(Said));
    }

    [Theory]
    [InlineData(ConnectionProblem.Unreachable)]
    [InlineData(ConnectionProblem.WrongAddress)]
    [InlineData(ConnectionProblem.Credentials)]
    [InlineData(ConnectionProblem.Throttled)]
    [InlineData(ConnectionProblem.Down)]
    public async Task Should_send_it_later_where_nothing_was_done(ConnectionProblem problem)
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => throw Problem(problem);

        Assert.Equal(problem, (await StepAsync(command.DeliveryId))?.Problem);
        Assert.Equal(DeliveryState.Pending, (await FindAsync(command.DeliveryId)).State);
        Assert.Empty(Said);

        Warehouse.Submit = _ => Answer(new Submission.Accepted("PT-1"));
        await StepAsync(command.DeliveryId);
        Assert.IsType<OrderDelivered>(Assert.Single(Said));
    }

    [Fact]
    public async Task Should_say_nothing_before_the_warehouse_has_imported_it()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Pending());
        await StepAsync(command.DeliveryId);
        Assert.Empty(Said);

        Warehouse.Find = _ => new Submission.Pending();
        await StepAsync(command.DeliveryId);
        Assert.Empty(Said);

        Warehouse.Find = reference =>
            reference == command.Reference ? new Submission.Accepted("PT-1") : null;
        await StepAsync(command.DeliveryId);
        Assert.IsType<OrderDelivered>(Assert.Single(Said));
        Assert.Single(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_say_a_refusal_of_the_import()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Pending());
        Warehouse.Find = _ => new Submission.Refused("Unknown UPC.");

        await StepAsync(command.DeliveryId);
        await StepAsync(command.DeliveryId);

        Assert.Equal("Unknown UPC.", Assert.IsType<OrderRefused>(Assert.Single(Said)).Reason);
    }

    [Fact]
    public async Task Should_look_in_pauses_that_double_up_to_five_minutes()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Answer(new Submission.Pending());
        Warehouse.Find = _ => new Submission.Pending();

        var pauses = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            await StepAsync(command.DeliveryId);
            pauses.Add(
                ((await FindAsync(command.DeliveryId)).DueAt! - Clock.Now).Value.TotalSeconds
            );
        }

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300, 300], pauses);
    }

    private static Task<Submission> Answer(Submission answer) => Task.FromResult(answer);
}

public sealed class When_it_is_unclear_whether_the_warehouse_has_it : Bench
{
    private static readonly TimeSpan Grace = new DeliveryOptions().UnclearGrace;
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_look_and_be_content_where_it_is_there()
    {
        await UnclearAsync();
        Warehouse.Find = _ => new Submission.Accepted("PT-1");

        await StepAsync(command.DeliveryId);

        Assert.IsType<OrderDelivered>(Assert.Single(Said));
        Assert.Single(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_never_send_it_again_before_the_grace_is_over()
    {
        await UnclearAsync();
        Warehouse.Find = _ => null;

        Clock.Now += Grace - TimeSpan.FromTicks(1);
        for (var look = 0; look < 150; look++)
        {
            await StepAsync(command.DeliveryId);
        }

        Assert.Single(Warehouse.Submitted);
        Assert.Empty(Said);
        Assert.Equal(DeliveryState.Sending, (await FindAsync(command.DeliveryId)).State);
    }

    [Fact]
    public async Task Should_send_it_again_where_it_is_not_there_after_the_grace()
    {
        await UnclearAsync();
        Warehouse.Find = _ => null;
        Clock.Now += Grace;

        await StepAsync(command.DeliveryId);
        Assert.Equal(Clock.Now, (await FindAsync(command.DeliveryId)).DueAt);

        Warehouse.Submit = _ => Task.FromResult<Submission>(new Submission.Accepted("PT-1"));
        await StepAsync(command.DeliveryId);
        Assert.IsType<OrderDelivered>(Assert.Single(Said));
        Assert.Equal(2, Warehouse.Submitted.Count);
    }

    [Fact]
    public async Task Should_count_the_grace_from_the_last_sending()
    {
        await UnclearAsync();
        Warehouse.Find = _ => null;
        Clock.Now += Grace;
        await StepAsync(command.DeliveryId); // Not there: to be sent again.
        await StepAsync(command.DeliveryId); // Unclear again.

        await StepAsync(command.DeliveryId);

        Assert.Equal(DeliveryState.Sending, (await FindAsync(command.DeliveryId)).State);
        Assert.Equal(2, Warehouse.Submitted.Count);
    }

    [Fact]
    public async Task Should_look_after_the_process_died_between_intent_and_answer()
    {
        await KnownAsync(
            command,
            delivery => (delivery.State, delivery.SentAt) = (DeliveryState.Sending, Clock.Now)
        );
        Warehouse.Find = _ => new Submission.Accepted("PT-1");

        await StepAsync(command.DeliveryId);

        Assert.Empty(Warehouse.Submitted);
        Assert.IsType<OrderDelivered>(Assert.Single(Said));
    }

    [Fact]
    public async Task Should_leave_to_a_person_what_was_there_and_is_not_any_more()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => Task.FromResult<Submission>(new Submission.Pending());
        Warehouse.Find = _ => null;
        Clock.Now += Grace;

        for (var look = 0; look <= 100; look++)
        {
            await StepAsync(command.DeliveryId);
        }

        Assert.Single(Warehouse.Submitted);
        Assert.Contains(
            "ask the warehouse",
            Assert.IsType<OrderRefused>(Assert.Single(Said)).Reason,
            StringComparison.Ordinal
        );
    }

    private async Task UnclearAsync()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => throw Problem(ConnectionProblem.Unclear);
        Assert.Equal(ConnectionProblem.Unclear, (await StepAsync(command.DeliveryId))?.Problem);
        Assert.Equal(DeliveryState.Sending, (await FindAsync(command.DeliveryId)).State);
    }
}

public sealed class When_a_delivery_is_to_be_canceled : Bench
{
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_never_send_what_has_not_left()
    {
        await KnownAsync(command, delivery => delivery.CancelReason = "Voided.");

        await StepAsync(command.DeliveryId);

        Assert.Equal("Voided.", Assert.IsType<DeliveryCanceled>(Assert.Single(Said)).Reason);
        Assert.Empty(Warehouse.Submitted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_be_canceled_where_the_warehouse_does_so_or_has_it_no_more(bool done)
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => done ? new Cancellation.Done() : new Cancellation.NotThere();

        await StepAsync(command.DeliveryId);

        var canceled = Assert.Single(Said.OfType<DeliveryCanceled>());
        Assert.Equal("Voided.", canceled.Reason);
        Assert.Empty(canceled.Shipments);
        Assert.Equal(DeliveryState.Canceled, (await FindAsync(command.DeliveryId)).State);
    }

    [Fact]
    public async Task Should_tell_what_had_left_before()
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => new Cancellation.Done();
        Warehouse.Parcels = _ => [Parcel("box", "1Z1")];

        await StepAsync(command.DeliveryId);

        var parcel = Assert.Single(Said.OfType<ShipmentTracked>());
        Assert.Equal([parcel.ShipmentId], Assert.Single(Said.OfType<DeliveryCanceled>()).Shipments);
    }

    [Fact]
    public async Task Should_be_canceled_although_the_warehouse_names_no_parcels()
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => new Cancellation.Done();
        Warehouse.Parcels = _ => throw Problem(ConnectionProblem.Refused);

        Assert.Null(await StepAsync(command.DeliveryId));

        Assert.Single(Said.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_say_that_it_is_too_late_and_ask_no_more()
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => new Cancellation.TooLate("It is packed.");
        await StepAsync(command.DeliveryId);
        Assert.Equal("It is packed.", Assert.Single(Said.OfType<CancelRefused>()).Reason);

        Warehouse.Cancel = _ => throw new InvalidOperationException("Asked twice.");
        await StepAsync(command.DeliveryId);

        Assert.Equal(2, Said.OfType<CancelRefused>().Count());
        Assert.Equal(DeliveryState.AtWarehouse, (await FindAsync(command.DeliveryId)).State);
    }

    [Fact]
    public async Task Should_not_ask_where_all_has_left()
    {
        await AtWarehouseAsync(
            command,
            "PT-1",
            delivery => (delivery.CancelReason, delivery.Complete) = ("Voided.", true)
        );

        Assert.Null(await StepAsync(command.DeliveryId));
        Assert.Empty(Said.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_ask_again_after_an_unclear_answer()
    {
        await AtWarehouseAsync(command, "PT-1", delivery => delivery.CancelReason = "Voided.");
        Warehouse.Cancel = _ => throw Problem(ConnectionProblem.Unclear);
        Assert.NotNull(await StepAsync(command.DeliveryId));
        Assert.Empty(Said);

        Warehouse.Cancel = _ => new Cancellation.Done();
        await StepAsync(command.DeliveryId);

        Assert.Single(Said.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_cancel_as_soon_as_it_is_clear_that_the_warehouse_has_it()
    {
        await KnownAsync(
            command,
            delivery =>
            {
                (delivery.State, delivery.SentAt) = (DeliveryState.Importing, Clock.Now);
                delivery.CancelReason = "Voided.";
            }
        );
        Warehouse.Find = _ => new Submission.Accepted("PT-1");
        Warehouse.Cancel = _ => new Cancellation.Done();

        await StepAsync(command.DeliveryId);
        Assert.Equal(Clock.Now, (await FindAsync(command.DeliveryId)).DueAt);
        await StepAsync(command.DeliveryId);

        Assert.Single(Said.OfType<DeliveryCanceled>());
    }

    [Fact]
    public async Task Should_not_send_it_again_where_it_did_not_arrive()
    {
        await KnownAsync(
            command,
            delivery =>
            {
                (delivery.State, delivery.SentAt) = (DeliveryState.Sending, Clock.Now);
                delivery.CancelReason = "Voided.";
            }
        );
        Warehouse.Find = _ => null;
        Clock.Now += new DeliveryOptions().UnclearGrace;

        await StepAsync(command.DeliveryId);
        await StepAsync(command.DeliveryId);

        Assert.Empty(Warehouse.Submitted);
        Assert.Single(Said.OfType<DeliveryCanceled>());
    }
}
