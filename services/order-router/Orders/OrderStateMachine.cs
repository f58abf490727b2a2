using Crossdock.Contracts;
using MassTransit;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// The life of an order. What is said twice is answered again with what the order waits for, so that a word that was lost anywhere
/// is said anew; what comes late or out of order is no error.
/// </summary>
public sealed class OrderStateMachine : MassTransitStateMachine<OrderState>
{
    public OrderStateMachine(OrderDecisions orders, DeliveryDecisions deliveries, OrderJournal journal)
    {
        InstanceState(order => order.CurrentState);
        Correlate();
        OnUnhandledEvent(context => context.Ignore());

        Initially(When(Received).Follow(journal, orders.Begin), When(NotTaken).Follow(journal, orders.Skip));
        During(Skipped, When(Received).Follow(journal, orders.Begin), When(NotTaken).Follow(journal, orders.Skip));
        During([New, AtWms, Partial, Shipped], When(Received).Follow(journal, orders.Again));
        During(
            [New, Partial, Shipped],
            When(Delivered, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Follow(journal, DeliveryDecisions.Delivered)
        );
        During(
            [New, AtWms],
            When(Refused, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Follow(journal, deliveries.Refused)
        );
        During(
            [New, AtWms, Partial],
            When(Gone, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId)).Follow(journal, deliveries.Gone),
            When(CancelNotDone, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Follow(journal, DeliveryDecisions.CancelRefused)
        );
        During(
            [New, AtWms, Partial, Shipped, Confirmed, Error],
            When(Tracked, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Follow(journal, deliveries.Tracked),
            When(Shown).Follow(journal, DeliveryDecisions.Confirmed),
            When(Noted, c => DeliveryDecisions.IsCurrent(c.Saga, c.Message.DeliveryId))
                .Follow(journal, DeliveryDecisions.Noted)
        );
        During([Partial, Shipped, Error], When(NotShown).Follow(journal, DeliveryDecisions.NotShown));
        During(
            Error,
            When(Received).Follow(journal, orders.Reconsider),
            When(Released).Follow(journal, (order, _) => orders.Release(order))
        );
        During([Confirmed, Canceled], When(Received).Follow(journal, (order, _) => OrderDecisions.SayEnd(order)));
    }

    private void Correlate()
    {
        Event(() => Received, e => e.CorrelateById(c => c.Message.OrderId));
        Event(() => NotTaken, e => e.CorrelateById(c => c.Message.OrderId));
        Event(() => Delivered, e => Known(e, c => c.Message.OrderId));
        Event(() => Refused, e => Known(e, c => c.Message.OrderId));
        Event(() => Gone, e => Known(e, c => c.Message.OrderId));
        Event(() => CancelNotDone, e => Known(e, c => c.Message.OrderId));
        Event(() => Noted, e => Known(e, c => c.Message.OrderId));
        Event(() => Tracked, e => Known(e, c => c.Message.OrderId));
        Event(() => Shown, e => Known(e, c => c.Message.OrderId));
        Event(() => NotShown, e => Known(e, c => c.Message.OrderId));
        Event(() => Released, e => Known(e, c => c.Message.OrderId));
    }

    /// <summary>An answer to an order that is not known here is dropped: the cart says the order again, and all of it is said again.</summary>
    private static void Known<T>(
        IEventCorrelationConfigurator<OrderState, T> answer,
        Func<ConsumeContext<T>, Guid> orderId
    )
        where T : class
    {
        answer.CorrelateById(orderId);
        answer.OnMissingInstance(missing => missing.Discard());
    }

    /// <summary>To be delivered: the warehouse has not said yet that it has it.</summary>
    public new State New { get; } = null!;
    public State AtWms { get; } = null!;
    public State Partial { get; } = null!;
    public State Shipped { get; } = null!;

    /// <summary>The cart shows every parcel.</summary>
    public State Confirmed { get; } = null!;

    /// <summary>Held for a person, with the reason.</summary>
    public State Error { get; } = null!;
    public State Canceled { get; } = null!;
    public State Skipped { get; } = null!;

    public Event<OrderReceived> Received { get; } = null!;
    public Event<OrderSkipped> NotTaken { get; } = null!;
    public Event<OrderDelivered> Delivered { get; } = null!;
    public Event<OrderRefused> Refused { get; } = null!;
    public Event<DeliveryCanceled> Gone { get; } = null!;
    public Event<CancelRefused> CancelNotDone { get; } = null!;
    public Event<DeliveryNoted> Noted { get; } = null!;
    public Event<ShipmentTracked> Tracked { get; } = null!;
    public Event<ShipmentConfirmed> Shown { get; } = null!;
    public Event<ShipmentRefused> NotShown { get; } = null!;
    public Event<ReleaseOrder> Released { get; } = null!;
}
