using Crossdock.Contracts;
using MassTransit;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// The states of an order. A repeated message is answered with what the order waits for, so that a message that was lost anywhere is
/// published again. Messages that come late or out of order are ignored.
/// </summary>
public sealed class OrderStateMachine : MassTransitStateMachine<OrderState>
{
    public OrderStateMachine(OrderDecisions orders, DeliveryDecisions deliveries, OrderJournal journal)
    {
        InstanceState(order => order.CurrentState);
        Correlate();
        OnUnhandledEvent(context => context.Ignore());

        Initially(When(OrderReceived).Apply(journal, orders.Begin), When(OrderSkipped).Apply(journal, orders.Skip));
        During(
            Skipped,
            When(OrderReceived).Apply(journal, orders.Begin),
            When(OrderSkipped).Apply(journal, orders.Skip)
        );
        During([New, AtWms, Partial, Shipped], When(OrderReceived).Apply(journal, orders.Again));
        During(
            [New, Partial, Shipped],
            When(OrderDelivered, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Apply(journal, DeliveryDecisions.Delivered)
        );
        During(
            [New, AtWms],
            When(OrderRefused, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Apply(journal, deliveries.Refused)
        );
        During(
            [New, AtWms, Partial],
            When(DeliveryCanceled, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Apply(journal, deliveries.DeliveryCanceled),
            When(CancelRefused, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Apply(journal, DeliveryDecisions.CancelRefused)
        );
        During(
            [New, AtWms, Partial, Shipped, Confirmed, Error],
            When(ShipmentTracked, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Apply(journal, deliveries.Tracked),
            When(ShipmentConfirmed).Apply(journal, DeliveryDecisions.Confirmed),
            When(DeliveryNoted, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Apply(journal, DeliveryDecisions.Noted)
        );
        During([Partial, Shipped, Error], When(ShipmentRefused).Apply(journal, DeliveryDecisions.ShipmentRefused));
        During(
            Error,
            When(OrderReceived).Apply(journal, orders.Reconsider),
            When(ReleaseOrder).Apply(journal, (order, _) => orders.Release(order))
        );
        During(
            [Confirmed, Canceled],
            When(OrderReceived).Apply(journal, (order, _) => OrderDecisions.RepublishEnd(order))
        );
    }

    private void Correlate()
    {
        Event(() => OrderReceived, e => e.CorrelateById(c => c.Message.OrderId));
        Event(() => OrderSkipped, e => e.CorrelateById(c => c.Message.OrderId));
        Event(() => OrderDelivered, e => Known(e, c => c.Message.OrderId));
        Event(() => OrderRefused, e => Known(e, c => c.Message.OrderId));
        Event(() => DeliveryCanceled, e => Known(e, c => c.Message.OrderId));
        Event(() => CancelRefused, e => Known(e, c => c.Message.OrderId));
        Event(() => DeliveryNoted, e => Known(e, c => c.Message.OrderId));
        Event(() => ShipmentTracked, e => Known(e, c => c.Message.OrderId));
        Event(() => ShipmentConfirmed, e => Known(e, c => c.Message.OrderId));
        Event(() => ShipmentRefused, e => Known(e, c => c.Message.OrderId));
        Event(() => ReleaseOrder, e => Known(e, c => c.Message.OrderId));
    }

    /// <summary>A message about an unknown order is dropped: the cart-adapter republishes the order, which repeats everything.</summary>
    private static void Known<T>(
        IEventCorrelationConfigurator<OrderState, T> answer,
        Func<ConsumeContext<T>, Guid> orderId
    )
        where T : class
    {
        answer.CorrelateById(orderId);
        answer.OnMissingInstance(missing => missing.Discard());
    }

    /// <summary>To be delivered; the warehouse has not accepted it yet.</summary>
    public new State New { get; } = null!;
    public State AtWms { get; } = null!;
    public State Partial { get; } = null!;
    public State Shipped { get; } = null!;

    /// <summary>The cart shows every parcel.</summary>
    public State Confirmed { get; } = null!;

    /// <summary>On hold for a person, with the reason.</summary>
    public State Error { get; } = null!;
    public State Canceled { get; } = null!;
    public State Skipped { get; } = null!;

    public Event<OrderReceived> OrderReceived { get; } = null!;
    public Event<OrderSkipped> OrderSkipped { get; } = null!;
    public Event<OrderDelivered> OrderDelivered { get; } = null!;
    public Event<OrderRefused> OrderRefused { get; } = null!;
    public Event<DeliveryCanceled> DeliveryCanceled { get; } = null!;
    public Event<CancelRefused> CancelRefused { get; } = null!;
    public Event<DeliveryNoted> DeliveryNoted { get; } = null!;
    public Event<ShipmentTracked> ShipmentTracked { get; } = null!;
    public Event<ShipmentConfirmed> ShipmentConfirmed { get; } = null!;
    public Event<ShipmentRefused> ShipmentRefused { get; } = null!;
    public Event<ReleaseOrder> ReleaseOrder { get; } = null!;
}
