using System.Reflection;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.Platform.Messaging;
using MassTransit;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// Handles the messages of one order in sequence, so that they do not race each other within a replica; and none before the routes have
/// been read.
/// </summary>
public sealed class OrderStateDefinition(BusOptions options, StoredRoutes routes) : SagaDefinition<OrderState>
{
    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator,
        ISagaConfigurator<OrderState> sagaConfigurator,
        IRegistrationContext context
    )
    {
        // Another replica may just have saved the route, or fixed it before the order was released.
        Before<OrderReceived>(sagaConfigurator, c => routes.LookForAsync(c.Message.Connection, c.CancellationToken));
        Before<ReleaseOrder>(sagaConfigurator, c => routes.RefreshAsync(c.CancellationToken));
        Before<ResendOrder>(sagaConfigurator, c => routes.RefreshAsync(c.CancellationToken));
        Before<EditOrder>(sagaConfigurator, c => routes.RefreshAsync(c.CancellationToken));
        var partitioner = sagaConfigurator.CreatePartitioner(options.Concurrency);
        var partition = GetType().GetMethod(nameof(Partition), BindingFlags.NonPublic | BindingFlags.Instance)!;
        foreach (var message in OrderStateMachine.Messages)
        {
            partition.MakeGenericMethod(message).Invoke(this, [sagaConfigurator, partitioner]);
        }
    }

    private void Partition<T>(ISagaConfigurator<OrderState> saga, IPartitioner partitioner)
        where T : class, IOrderMessage
    {
        Before<T>(saga, c => routes.ReadAsync(c.CancellationToken));
        saga.Message<T>(message => message.UsePartitioner(partitioner, c => c.Message.OrderId));
    }

    private static void Before<T>(ISagaConfigurator<OrderState> saga, Func<ConsumeContext<T>, Task> know)
        where T : class => saga.Message<T>(message => message.UseExecuteAsync(know));
}
