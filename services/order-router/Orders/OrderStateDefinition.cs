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
        var lanes = sagaConfigurator.CreatePartitioner(options.Concurrency);
        // Another replica may just have saved the route, or fixed it before the order was released.
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
