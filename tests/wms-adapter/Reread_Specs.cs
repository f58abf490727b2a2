using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Tests.Support;

namespace Crossdock.WmsAdapter.Tests;

/// <summary>Before a delivery is sent, the cart has shown lately that it is still to be shipped.</summary>
public sealed class When_a_delivery_is_about_to_be_sent : WmsFixture
{
    private static readonly TimeSpan Long = new DeliveryOptions().RereadAfter;

    private DateTimeOffset Before => Clock.Now.AddMinutes(-1);
    private DeliverOrder Released => Command() with { ReadAt = Before, ReadSince = Clock.Now };

    public When_a_delivery_is_about_to_be_sent() =>
        Warehouse.Submit = _ => Task.FromResult<Submission>(new Submission.Accepted("PT-1"));

    [Fact]
    public async Task Should_send_at_once_what_the_cart_has_shown_lately()
    {
        var command = Command() with { ReadAt = Clock.Now - Long };
        await KnownAsync(command);

        await StepAsync(command.DeliveryId);

        Assert.Single(Warehouse.Submitted);
        Assert.IsType<OrderDelivered>(Assert.Single(Published));
    }

    [Fact]
    public async Task Should_have_one_that_was_released_read_from_the_cart_first()
    {
        var command = Released;
        await KnownAsync(command);

        await StepAsync(command.DeliveryId);
        Assert.Empty(Warehouse.Submitted);
        var asked = Assert.IsType<RereadOrder>(Assert.Single(Published));
        Assert.Equal((command.OrderId, Clock.Now), (asked.OrderId, asked.Since));

        await ReceiveAsync<DeliverOrderConsumer>(command with { ReadAt = Clock.Now });
        Assert.Equal(Clock.Now, (await FindAsync(command.DeliveryId)).DueAt);
        await StepAsync(command.DeliveryId);
        Assert.Single(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_have_one_that_waited_for_the_warehouse_read_from_the_cart_first()
    {
        var command = Command() with { ReadAt = Clock.Now };
        await KnownAsync(command);
        Warehouse.Submit = _ => throw Problem(ConnectionProblem.Down);
        await StepAsync(command.DeliveryId);
        Clock.Now += Long + TimeSpan.FromMinutes(1);

        await StepAsync(command.DeliveryId);

        Assert.Single(Warehouse.Submitted);
        var asked = Assert.IsType<RereadOrder>(Assert.Single(Published));
        Assert.Equal(Clock.Now - Long, asked.Since);
    }

    [Fact]
    public async Task Should_wait_for_a_reading_that_is_new_enough()
    {
        var command = Released;
        await KnownAsync(command);
        await StepAsync(command.DeliveryId);

        await ReceiveAsync<DeliverOrderConsumer>(command with { ReadAt = Clock.Now.AddSeconds(-1) });
        await StepAsync(command.DeliveryId);

        Assert.Empty(Warehouse.Submitted);
    }

    [Fact]
    public async Task Should_send_what_the_reading_shows()
    {
        var command = Released;
        await KnownAsync(command);
        await StepAsync(command.DeliveryId);

        await ReceiveAsync<DeliverOrderConsumer>(
            Command(revision: 2, city: "Hoboken") with
            {
                ReadAt = Clock.Now,
                ReadSince = Clock.Now,
            }
        );
        await StepAsync(command.DeliveryId);

        Assert.Equal("Hoboken", Assert.Single(Warehouse.Submitted).ShipTo.City);
    }

    [Fact]
    public async Task Should_not_be_sent_where_the_reading_cancels_it()
    {
        var command = Released;
        await KnownAsync(command);
        await StepAsync(command.DeliveryId);

        await ReceiveAsync<CancelDeliveryConsumer>(
            new CancelDelivery { Delivery = command, Reason = "It was shipped in the cart by hand." }
        );
        await StepAsync(command.DeliveryId);

        Assert.Empty(Warehouse.Submitted);
        Assert.IsType<DeliveryCanceled>(Published.Last());
    }

    [Fact]
    public async Task Should_ask_again_and_say_what_it_waits_for_while_the_cart_does_not_answer()
    {
        var command = Released;
        await KnownAsync(command);
        await StepAsync(command.DeliveryId);
        var delivery = await FindAsync(command.DeliveryId);
        Assert.Equal((Clock.Now.AddSeconds(30), null), (delivery.DueAt, delivery.Note));

        await StepAsync(command.DeliveryId);

        delivery = await FindAsync(command.DeliveryId);
        Assert.Equal(Clock.Now.AddMinutes(1), delivery.DueAt);
        Assert.Contains("once the cart has shown", delivery.Note, StringComparison.Ordinal);
        Assert.Equal(2, Published.OfType<RereadOrder>().Count());
        Assert.Equal(delivery.Note, Published.OfType<DeliveryNoted>().Single().Note);
    }
}
