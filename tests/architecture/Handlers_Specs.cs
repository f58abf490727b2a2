using System.Reflection;
using Crossdock.CartAdapter;
using Crossdock.Contracts;
using Crossdock.OrderRouter;
using Crossdock.OrderRouter.Orders;
using Crossdock.WmsAdapter;
using MassTransit;

namespace Crossdock.Architecture.Tests;

/// <summary>Contract, saga event, handler and file share one name: who knows one of them finds the others.</summary>
public sealed class When_messages_are_handled
{
    private static readonly Assembly[] Services =
    [
        typeof(CartAdapterModule).Assembly,
        typeof(OrderRouterModule).Assembly,
        typeof(WmsAdapterModule).Assembly,
    ];

    private static readonly List<PropertyInfo> SagaEvents =
    [
        .. typeof(OrderStateMachine)
            .GetProperties()
            .Where(property =>
                property.PropertyType.IsGenericType
                && property.PropertyType.GetGenericTypeDefinition() == typeof(Event<>)
            ),
    ];

    private static readonly List<(Type Consumer, Type Message)> Consumers =
    [
        .. Services
            .SelectMany(service => service.GetTypes())
            .Where(type => !type.IsAbstract)
            .SelectMany(type =>
                type.GetInterfaces()
                    .Where(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IConsumer<>))
                    .Select(one => (type, one.GetGenericArguments()[0]))
            ),
    ];

    [Fact]
    public void Should_have_saga_events_named_like_the_message_and_a_decision_in_a_file_of_that_name() =>
        Assert.All(
            SagaEvents,
            saga =>
            {
                Assert.Equal(MessageOf(saga).Name, saga.Name);
                Assert.Contains($"{saga.Name}.cs", FilesIn("services/order-router/Orders/Decisions"));
            }
        );

    [Fact]
    public void Should_have_consumers_named_like_the_message_in_a_file_of_that_name() =>
        Assert.All(
            Consumers,
            one =>
            {
                Assert.Equal($"{one.Message.Name}Consumer", one.Consumer.Name);
                Assert.Contains($"{one.Consumer.Name}.cs", FilesIn("services"));
            }
        );

    [Fact]
    public void Should_be_handled_each_by_somebody()
    {
        var handled = SagaEvents.Select(MessageOf).Concat(Consumers.Select(one => one.Message)).ToHashSet();
        var messages = typeof(IOrderMessage)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(IOrderMessage)) && !type.IsInterface);

        Report.None(messages.Where(message => !handled.Contains(message)).Select(message => message.Name));
    }

    private static Type MessageOf(PropertyInfo saga) => saga.PropertyType.GetGenericArguments()[0];

    private static IEnumerable<string> FilesIn(string folder) =>
        Sources.In(folder).Select(file => Path.GetFileName(file));
}
