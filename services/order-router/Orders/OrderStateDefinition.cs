using Crossdock.Contracts;
using Crossdock.Platform.Bus;
using MassTransit;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Gives the messages of one order to the saga one after the other, so that within a replica they do not race each other.</summary>
public sealed class OrderStateDefinition(BusOptions options) : SagaDefinition<OrderState>
{
    protected override void ConfigureSaga(
        IReceiveEndpointConfigurator endpointConfigurator,
        ISagaConfigurator<OrderState> sagaConfigurator,
        IRegistrationContext context
    )
    {
        var lanes = sagaConfigurator.CreatePartitioner(options.Concurrency);
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
            where T : class =>
            sagaConfigurator.Message<T>(message =>
                message.UsePartitioner(lanes, c => orderId(c.Message))
            );
    }
}
