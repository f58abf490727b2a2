using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Tests.Support;
using Crossdock.Contracts;
using Crossdock.Platform.Storage;
using static Crossdock.CartAdapter.Tests.Support.Orders;

namespace Crossdock.CartAdapter.Tests;

public sealed class When_a_cart_order_is_stored : CartFixture
{
    private static readonly string Id = DerivedId.OfOrder(Connection, "1").ToString("D");

    [Fact]
    public async Task Should_be_due_for_publishing()
    {
        Assert.True(await KeepAsync(Order()));

        var document = await DocumentAsync();
        Assert.Equal((1, Clock.Now), (document.Received!.Revision, document.DueAt));
        Assert.Equal(("#1", "acme"), (document.Received.OrderNumber, document.Received.Merchant));
        Assert.NotNull(document.TraceParent);
    }

    [Fact]
    public async Task Should_report_no_change_the_second_time()
    {
        await KeepAsync(Order());
        await PublishAsync();

        Assert.False(await KeepAsync(Order() with { ChangedAt = May.AddDays(1) }));
        Assert.NotEqual(Clock.Now, (await DocumentAsync()).DueAt);
    }

    [Fact]
    public async Task Should_count_a_revision_for_an_edit_and_be_due_again()
    {
        await KeepAsync(Order());
        await PublishAsync();

        Assert.True(await KeepAsync(Order() with { ShipMethod = "Express" }));

        var document = await DocumentAsync();
        Assert.Equal(
            (2, "Express", Clock.Now),
            (document.Received!.Revision, document.Received.ShipMethod, document.DueAt)
        );
    }

    [Fact]
    public async Task Should_keep_what_was_accepted_and_give_the_reason_when_an_edit_is_invalid()
    {
        await KeepAsync(Order());

        Assert.True(await KeepAsync(Order() with { Lines = [] }));
        Assert.False(await KeepAsync(Order() with { Lines = [] }));

        var received = (await DocumentAsync()).Received!;
        Assert.Equal((2, 1, "It has no lines."), (received.Revision, received.Version, received.BlockReason));
        Assert.Equal("TEE-S", Assert.Single(received.Lines).Sku);

        Assert.True(await KeepAsync(Order()));
        Assert.Equal(
            (3, null),
            ((await DocumentAsync()).Received!.Revision, (await DocumentAsync()).Received!.BlockReason)
        );
    }

    [Theory]
    [InlineData("It ships from stock location 2.")]
    [InlineData(null)]
    public async Task Should_give_the_reason_not_to_send_it_when_it_moved_or_is_a_draft_again(string? problem)
    {
        await KeepAsync(Order());

        var now = Order() with
        {
            State = problem is null ? CartOrderState.NotReady : CartOrderState.Open,
            Problem = problem,
        };
        Assert.True(await KeepAsync(now));

        Assert.Contains(problem ?? "draft", (await DocumentAsync()).Received!.BlockReason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_not_call_an_accepted_one_too_old()
    {
        await KeepAsync(Order());

        Assert.False(
            await Get<CartOrderStore>()
                .KeepAsync(Connection, "acme", May.AddYears(1), Order(), Clock.Now, CancellationToken.None)
        );
    }

    [Fact]
    public async Task Should_give_the_reason_not_to_ship_it_once_it_is_voided()
    {
        await KeepAsync(Order());

        Assert.True(await KeepAsync(Order() with { State = CartOrderState.Void }));
        Assert.False(await KeepAsync(Order() with { State = CartOrderState.Void }));

        var received = (await DocumentAsync()).Received!;
        Assert.Equal((2, "It was voided in the cart."), (received.Revision, received.VoidReason));
        Assert.Equal("TEE-S", Assert.Single(received.Lines).Sku);
    }

    [Theory]
    [InlineData(CartOrderState.PartlyShipped)]
    [InlineData(CartOrderState.Shipped)]
    public async Task Should_record_how_much_the_cart_shows_as_shipped_without_another_revision(CartOrderState state)
    {
        await KeepAsync(Order());

        Assert.True(await KeepAsync(Order() with { State = state }));
        Assert.False(await KeepAsync(Order() with { State = state }));

        var received = (await DocumentAsync()).Received!;
        Assert.Equal((1, 1), (received.Revision, received.Version));
        Assert.Equal(
            state == CartOrderState.Shipped ? ShippedInCart.Wholly : ShippedInCart.Partly,
            received.ShippedInCart
        );
    }

    [Fact]
    public async Task Should_accept_a_canceled_one_again_whose_void_is_revoked()
    {
        await KeepAsync(Order());
        await KeepAsync(Order() with { State = CartOrderState.Void });
        await ReceiveAsync<OrderSettledConsumer>(Settled("canceled") with { Version = 1 });
        Assert.False(await KeepAsync(Order() with { State = CartOrderState.Void }));

        Assert.True(await KeepAsync(Order()));
        // A repeat of how it ended before does not settle it.
        await ReceiveAsync<OrderSettledConsumer>(Settled("canceled") with { Version = 1 });

        var document = await DocumentAsync();
        Assert.Equal((null, Clock.Now), (document.Settled, document.DueAt));
        Assert.Equal(
            (3, 2, null),
            (document.Received!.Revision, document.Received.Version, document.Received.VoidReason)
        );
    }

    [Fact]
    public async Task Should_wait_for_an_order_that_is_still_being_written()
    {
        Assert.False(await KeepAsync(Order() with { State = CartOrderState.NotReady }));
        Assert.Null(await Get<IDocuments<CartOrderDocument>>().FindAsync(Id, default));

        Assert.True(await KeepAsync(Order()));
    }

    [Fact]
    public async Task Should_keep_the_reason_of_a_skipped_one()
    {
        Assert.True(await KeepAsync(Order() with { Lines = [] }));
        Assert.False(await KeepAsync(Order() with { Lines = [] }));

        var document = await DocumentAsync();
        Assert.Equal(("It has no lines.", null), (document.Skipped!.Reason, document.Received));
    }

    [Fact]
    public async Task Should_stop_to_publish_one_that_the_rules_skipped_until_it_changes()
    {
        await KeepAsync(Order());
        await PublishAsync();
        await ReceiveAsync<OrderSettledConsumer>(Settled("skipped"));
        Assert.NotNull((await DocumentAsync()).DueAt);

        await ReceiveAsync<OrderSettledConsumer>(Settled("skipped") with { IsSkippedByRules = true });
        Assert.Null((await DocumentAsync()).DueAt);
        Assert.False(await KeepAsync(Order()));

        Assert.True(await KeepAsync(Order() with { ShipMethod = "Express" }));
        Assert.Equal((null, Clock.Now), ((await DocumentAsync()).Settled, (await DocumentAsync()).DueAt));
    }

    [Fact]
    public async Task Should_have_one_that_the_rules_skipped_judged_again_once_it_is_paid_or_taken_in()
    {
        var unpaid = Order() with
        {
            Attributes = new() { PaymentStatus = "unpaid", Tags = ["web"] },
        };
        await KeepAsync(unpaid);
        await ReceiveAsync<OrderSettledConsumer>(Settled("skipped") with { IsSkippedByRules = true });
        Assert.False(await KeepAsync(unpaid with { Attributes = unpaid.Attributes! with { Tags = ["web"] } }));

        var paid = unpaid with
        {
            Attributes = new() { PaymentStatus = "paid", Tags = ["web"] },
        };
        Assert.True(await KeepAsync(paid));

        var received = (await DocumentAsync()).Received!;
        Assert.Equal((1, 1, "paid"), (received.Revision, received.Version, received.Attributes?.PaymentStatus));
        Assert.False(await KeepAsync(unpaid));
    }

    [Fact]
    public async Task Should_accept_a_skipped_one_once_it_is_fixed()
    {
        await KeepAsync(Order() with { Lines = [] });
        await PublishAsync();
        await ReceiveAsync<OrderSettledConsumer>(Settled("skipped"));
        Assert.Null((await DocumentAsync()).DueAt);

        Assert.True(await KeepAsync(Order()));

        var document = await DocumentAsync();
        Assert.Equal(
            (1, null, null, Clock.Now),
            (document.Received!.Revision, document.Skipped, document.Settled, document.DueAt)
        );
    }

    [Fact]
    public async Task Should_publish_each_change_of_what_the_cart_shows_of_a_partly_shipped_one()
    {
        await KeepAsync(Order());
        var partly = Order() with { State = CartOrderState.PartlyShipped, Parcels = [Shown(1)] };

        Assert.True(await KeepAsync(partly));
        Assert.False(await KeepAsync(partly with { Parcels = [Shown(1)] }));
        Assert.True(await KeepAsync(partly with { Parcels = [Shown(1), Shown(2, "1Z2")] }));
        Assert.False(await KeepAsync(partly with { Parcels = [Shown(2, "1Z2"), Shown(1)] }));

        var received = (await DocumentAsync()).Received!;
        Assert.Equal((1, 2, 2), (received.Revision, received.Version, received.ParcelsInCart?.Count));

        await KeepAsync(Order() with { State = CartOrderState.Shipped });
        Assert.Null((await DocumentAsync()).Received!.ParcelsInCart);
    }

    private static ParcelInCart Shown(decimal units, string number = "1Z1") =>
        new() { TrackingNumber = number, Lines = [new ConfirmedLine { LineId = "1", Quantity = units }] };

    [Fact]
    public async Task Should_leave_a_settled_one_alone_that_the_cart_shows_as_shipped()
    {
        await KeepAsync(Order());
        await ReceiveAsync<OrderSettledConsumer>(Settled("confirmed"));

        Assert.False(await KeepAsync(Order() with { State = CartOrderState.PartlyShipped }));
        Assert.False(await KeepAsync(Order() with { State = CartOrderState.Shipped }));
    }

    [Theory]
    [InlineData(CartOrderState.Open)]
    [InlineData(CartOrderState.Shipped)]
    public async Task Should_publish_an_edit_of_a_confirmed_one_that_was_read_too_late(CartOrderState state)
    {
        await KeepAsync(Order());
        await ReceiveAsync<OrderSettledConsumer>(Settled("confirmed"));
        var edited = Order() with { State = state, ShipTo = Order().ShipTo! with { City = "Hoboken" } };

        Assert.True(await KeepAsync(edited));
        Assert.False(await KeepAsync(edited));

        var document = await DocumentAsync();
        Assert.Equal(
            (2, "Hoboken", null, Clock.Now),
            (document.Received!.Revision, document.Received.ShipTo.City, document.Settled, document.DueAt)
        );
    }

    [Fact]
    public async Task Should_publish_that_a_confirmed_one_was_voided_once()
    {
        await KeepAsync(Order());
        await ReceiveAsync<OrderSettledConsumer>(Settled("confirmed"));

        Assert.True(await KeepAsync(Order() with { State = CartOrderState.Void }));
        Assert.False(await KeepAsync(Order() with { State = CartOrderState.Void }));

        Assert.NotNull((await DocumentAsync()).Received!.VoidReason);
    }

    [Fact]
    public async Task Should_keep_every_change_of_two_concurrent_writers()
    {
        await KeepAsync(Order());

        await Task.WhenAll(
            KeepAsync(Order() with { State = CartOrderState.Void }),
            ReceiveAsync<OrderSettledConsumer>(Settled("canceled") with { Version = 1 })
        );

        var document = await DocumentAsync();
        Assert.Equal("canceled", document.Settled);
    }

    [Fact]
    public async Task Should_not_be_settled_by_an_old_message_about_the_skipped_one()
    {
        await KeepAsync(Order());

        await ReceiveAsync<OrderSettledConsumer>(Settled("skipped"));

        Assert.Null((await DocumentAsync()).Settled);
    }

    [Fact]
    public async Task Should_republish_it_with_growing_backoff_until_it_is_settled()
    {
        await KeepAsync(Order());
        var pauses = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            await PublishAsync();
            pauses.Add(((await DocumentAsync()).DueAt! - Clock.Now).Value.TotalMinutes);
        }

        Assert.Equal([15, 30, 60, 120, 240, 480, 960, 1440, 1440], pauses);
        Assert.Equal(9, Published.OfType<OrderReceived>().Count());

        await ReceiveAsync<OrderSettledConsumer>(Settled("confirmed"));
        await PublishAsync();
        Assert.Null((await DocumentAsync()).DueAt);
        Assert.Equal(9, Published.Count());
    }

    [Fact]
    public async Task Should_publish_a_skipped_one_with_its_reason()
    {
        await KeepAsync(Order() with { Lines = [] });

        await PublishAsync();

        var skipped = Assert.IsType<OrderSkipped>(Assert.Single(Published));
        Assert.Equal(("#1", "It has no lines."), (skipped.OrderNumber, skipped.Reason));
    }

    [Fact]
    public Task Should_ignore_a_settled_order_that_it_does_not_know() =>
        ReceiveAsync<OrderSettledConsumer>(new OrderSettled { OrderId = Guid.NewGuid(), Status = "confirmed" });

    private Task<bool> KeepAsync(CartOrder order) =>
        Get<CartOrderStore>().KeepAsync(Connection, "acme", Earliest, order, Clock.Now, CancellationToken.None);

    private Task PublishAsync() => StepAsync<OrderPublisher, CartOrderDocument>(Id);

    private Task<CartOrderDocument> DocumentAsync() => FindAsync<CartOrderDocument>(Id);

    private static OrderSettled Settled(string status) => new() { OrderId = Guid.Parse(Id), Status = status };
}
