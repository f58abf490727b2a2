using Crossdock.Contracts;
using Crossdock.OrderRouter.Routes;
using Crossdock.Platform.Messaging;
using MassTransit;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// Gives the messages of one order to the saga one after the other, so that within a replica they do not race each other; and none before
/// the routes are known that it is decided by.
/// </summary>
public sealed class OrderStateDefinition(BusOptions options, StoredRoutes routes) : SagaDefinition<OrderState>
{
    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator,
        ISagaConfigurator<OrderState> sagaConfigurator,
        IRegistrationContext context
    )
    {
        var lanes = sagaConfigurator.CreatePartitioner(options.Concurrency);
        // No order is held because another replica was asked to set up its route, or to mend it before it was released.
        Before<OrderReceived>(c => routes.LookForAsync(c.Message.Connection, c.CancellationToken));
        Before<ReleaseOrder>(c => routes.RefreshAsync(c.CancellationToken));
        InLane<OrderReceived>(m => m.OrderId);
        InLane<OrderSkipped>(m => m.OrderId);
        InLane<OrderDelivered>(m => m.OrderId);
        InLane<OrderRefused>(m => m.OrderId);
        InLane<DeliveryCanceled>(m => m.OrderId);
        InLane<CancelRefused>(m => m.OrderId);
        InLane<DeliveryNoted>(m => m.OrderId);
        InLane<ShipmentTracked>(m => m.OrderId);
        InLane<ShipmentConfirmed>(m => m.OrderId);
        InLane<ShipmentRefused>(m => m.OrderId);
        InLane<ReleaseOrder>(m => m.OrderId);

        void InLane<T>(Func<T, Guid> orderId)
            where T : class
        {
            Before<T>(c => routes.ReadAsync(c.CancellationToken));
            sagaConfigurator.Message<T>(message => message.UsePartitioner(lanes, c => orderId(c.Message)));
        }

        void Before<T>(Func<ConsumeContext<T>, Task> know)
            where T : class => sagaConfigurator.Message<T>(message => message.UseExecuteAsync(know));
    }
}
