using Crossdock.OrderRouter.Tests.Support;
using FsCheck;
using FsCheck.Fluent;

namespace Crossdock.OrderRouter.Tests;

public sealed class When_the_post_loses_doubles_and_shuffles(RouterHost router)
{
    [Fact]
    public void Should_end_as_the_outside_world_has_it_and_send_nothing_twice() =>
        Prop.ForAll(
                Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i), 150).ToArbitrary(),
                choices =>
                {
                    var order = new OrderScenario(router);
                    var world = new World(order, choices);
                    world.RunAsync().GetAwaiter().GetResult();
                    var status = order.StatusAsync().GetAwaiter().GetResult();
                    return (world.Settled == status)
                        .Label($"the cart heard {world.Settled}, the order is {status}")
                        .And(!world.SentTwice)
                        .Label("no delivery beside another one")
                        .And(world.ShowsAll)
                        .Label("the cart shows every parcel that left")
                        .And(status == (world.Parcels > 0 ? "confirmed" : "canceled"))
                        .Label($"{world.Parcels} parcels left, and the order is {status}")
                        .And(world.Parcels == 0 || world.NothingMoreLeaves)
                        .Label("confirmed only once nothing more leaves");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(25));
}
