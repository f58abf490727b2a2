using System.Reflection;
using Crossdock.CartAdapter;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Routes;
using Crossdock.WmsAdapter;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Platform.Tests.Messaging;

/// <summary>A message that somebody forgot to consume, or the saga to handle, fails here.</summary>
public sealed class When_a_message_about_an_order_is_declared
{
    public static TheoryData<Type> Messages => [.. In(typeof(IOrderMessage).Assembly)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Should_have_one_consumer_unless_it_is_a_notification(Type message) =>
        Assert.Equal(
            message == typeof(OrderHeld) ? 0 : 1,
            OrderStateMachine
                .Messages.Concat(ConsumedIn(typeof(CartAdapterModule).Assembly))
                .Concat(ConsumedIn(typeof(WmsAdapterModule).Assembly))
                .Count(consumed => consumed == message)
        );

    [Fact]
    public void Should_be_handled_in_some_state_where_the_saga_has_an_event_for_it()
    {
        var decisions = new OrderDecisions(new RouteTable(new ConfigurationBuilder().Build()), TimeProvider.System);
        var journal = new OrderJournal(TimeProvider.System, NullLogger<OrderJournal>.Instance);
        var machine = new OrderStateMachine(decisions, journal);

        Assert.Empty(
            OrderStateMachine
                .Messages.Select(message => message.Name)
                .Except(machine.States.SelectMany(machine.NextEvents).Select(handled => handled.Name))
        );
    }

    private static IEnumerable<Type> In(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IOrderMessage)));

    private static IEnumerable<Type> ConsumedIn(Assembly assembly) =>
        assembly
            .GetTypes()
            .SelectMany(type => type.GetInterfaces())
            .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IConsumer<>))
            .Select(type => type.GenericTypeArguments[0]);
}
