using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

public sealed class When_it_is_unclear_whether_the_warehouse_has_it : WmsFixture
{
    private static readonly TimeSpan Grace = new DeliveryOptions().UnclearGrace;
    private readonly DeliverOrder command = Command();

    [Fact]
    public async Task Should_look_and_be_content_where_it_is_there()
    {
        await UnclearAsync();
        Warehouse.Find = _ => new Submission.Accepted("PT-1");

        await StepAsync(command.DeliveryId);

        Assert.IsType<OrderDelivered>(Assert.Single(Published));
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
        Assert.Empty(Published);
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
        Assert.IsType<OrderDelivered>(Assert.Single(Published));
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
        await KnownAsync(command, delivery => (delivery.State, delivery.SentAt) = (DeliveryState.Sending, Clock.Now));
        Warehouse.Find = _ => new Submission.Accepted("PT-1");

        await StepAsync(command.DeliveryId);

        Assert.Empty(Warehouse.Submitted);
        Assert.IsType<OrderDelivered>(Assert.Single(Published));
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
            "Contact the warehouse",
            Assert.IsType<OrderRefused>(Assert.Single(Published)).Reason,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Should_send_the_order_as_it_is_by_now_where_nothing_arrived()
    {
        await UnclearAsync();
        await ReceiveAsync<DeliverOrderConsumer>(Command(revision: 3, city: "Hoboken"));
        await ReceiveAsync<DeliverOrderConsumer>(Command(revision: 2, city: "Trenton"));
        Warehouse.Find = _ => null;
        Clock.Now += Grace;
        await StepAsync(command.DeliveryId);

        Warehouse.Submit = _ => Task.FromResult<Submission>(new Submission.Accepted("PT-1"));
        await StepAsync(command.DeliveryId);

        Assert.Equal(["Newark", "Hoboken"], Warehouse.Submitted.Select(d => d.ShipTo.City));
        Assert.Equal(3, Assert.IsType<OrderDelivered>(Assert.Single(Published)).Revision);
    }

    [Fact]
    public async Task Should_say_which_revision_arrived()
    {
        await UnclearAsync();
        await ReceiveAsync<DeliverOrderConsumer>(Command(revision: 2, city: "Hoboken"));
        Warehouse.Find = _ => new Submission.Accepted("PT-1");

        await StepAsync(command.DeliveryId);

        Assert.Equal(1, Assert.IsType<OrderDelivered>(Assert.Single(Published)).Revision);
        Assert.Single(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_not_say_a_refusal_that_is_not_stored()
    {
        await KnownAsync(command);
        Warehouse.Submit = async _ =>
        {
            await ReceiveAsync<DeliverOrderConsumer>(Command(revision: 2, city: "Hoboken"));
            return new Submission.Refused("No such item.");
        };
        var delivery = await FindAsync(command.DeliveryId);

        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Get<OrderDelivery>().StepAsync([delivery], CancellationToken.None)
        );

        Assert.Empty(Published);
        Assert.Equal(DeliveryState.Sending, (await FindAsync(command.DeliveryId)).State);
    }

    private async Task UnclearAsync()
    {
        await KnownAsync(command);
        Warehouse.Submit = _ => throw Problem(ConnectionProblem.Unclear);
        Assert.Equal(ConnectionProblem.Unclear, (await StepAsync(command.DeliveryId))?.Problem);
        Assert.Equal(DeliveryState.Sending, (await FindAsync(command.DeliveryId)).State);
    }
}

public sealed class When_a_warehouse_does_not_say_whether_it_has_a_delivery : WmsFixture
{
    private readonly DeliverOrder command = Command();

    [Theory]
    [InlineData(DeliveryState.Sending)]
    [InlineData(DeliveryState.Importing)]
    public async Task Should_tell_a_person_at_once_and_leave_it_to_one_in_the_end(DeliveryState state)
    {
        await AskedInVainAsync(state);
        Assert.Contains(
            "It is Refused.",
            Assert.IsType<DeliveryNoted>(Assert.Single(Published)).Note,
            StringComparison.Ordinal
        );

        for (var look = 1; look < 100; look++)
        {
            await StepAsync(command.DeliveryId);
        }

        Assert.Empty(Warehouse.Submitted);
        var refused = Assert.Single(Published.OfType<OrderRefused>());
        Assert.True(refused.MayStillArrive);
        Assert.Contains("Contact the warehouse", refused.Reason, StringComparison.Ordinal);
        Assert.Null(Published.OfType<DeliveryNoted>().Last().Note);
    }

    [Fact]
    public async Task Should_go_its_way_once_the_warehouse_says_so()
    {
        await AskedInVainAsync(DeliveryState.Sending);
        Warehouse.Find = _ => new Submission.Accepted("PT-1");

        await StepAsync(command.DeliveryId);

        Assert.Single(Published.OfType<OrderDelivered>());
        Assert.Null(Published.OfType<DeliveryNoted>().Last().Note);
    }

    private async Task AskedInVainAsync(DeliveryState state)
    {
        await KnownAsync(command, delivery => (delivery.State, delivery.SentAt) = (state, Clock.Now));
        Warehouse.Find = _ => throw Problem(ConnectionProblem.Refused);
        Clock.Now += 2 * new DeliveryOptions().UnclearGrace;
        Assert.Null(await StepAsync(command.DeliveryId));
    }
}
