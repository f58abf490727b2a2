using Crossdock.Contracts;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Tests.Exceptions;

public sealed class When_a_stored_order_cannot_be_read
{
    [Fact]
    public async Task Should_be_on_the_list_of_exceptions_with_its_collection_and_id()
    {
        var router = new CountingRouterHost();
        await router.InitializeAsync();
        await using var _ = router;
        var later = new LaterOrder { Id = Guid.NewGuid().ToString("D") };
        Assert.True(await router.Store.Open(LaterOrder.Collection).InsertAsync(later, CancellationToken.None));

        var id = ExceptionCause.OfStored(OrderState.Collection.Name).Id().ToString("D");
        var group = await router.GroupAsync(id, one => one is { State: GroupState.Open, Count: 1 });

        Assert.Equal((ExceptionKind.RecordUnreadable, later.Id), (group.Cause.Kind, group.Example));
        Assert.Contains("cannot be read", group.Text, StringComparison.Ordinal);
    }

    /// <summary>An order as a later version may store it.</summary>
    public sealed class LaterOrder : Document
    {
        public static CollectionDefinition<LaterOrder> Collection { get; } = new(OrderState.Collection.Name);

        public string CurrentState { get; set; } = OrderStatus.Shipped;
        public DateTimeOffset UpdatedAt { get; set; } = DateTimeOffset.UtcNow.AddDays(-1);
        public string Order { get; set; } = "another form";
    }
}
