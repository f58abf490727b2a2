using System.Reflection;
using Crossdock.Contracts;
using MassTransit;
using static Crossdock.OrderRouter.Orders.OrderStatus;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// The states of an order. A repeated message is answered with what the order waits for, so that a message that was lost anywhere is
/// published again. Messages that come late or out of order are ignored.
/// </summary>
public sealed class OrderStateMachine : MassTransitStateMachine<OrderState>
{
    public OrderStateMachine(OrderDecisions decide, OrderJournal journal)
    {
        InstanceState(order => order.CurrentState);
        foreach (var message in Messages)
        {
            Correlation.MakeGenericMethod(message).Invoke(this, null);
        }

        OnUnhandledEvent(context => context.Ignore());

        Initially(
            When(OrderReceived).Apply(journal, decide.OrderReceived),
            When(OrderSkipped).Apply(journal, OrderDecisions.OrderSkipped)
        );
        During(
            In(Skipped),
            When(OrderReceived).Apply(journal, decide.OrderReceived),
            When(OrderSkipped).Apply(journal, OrderDecisions.OrderSkipped)
        );
        During(
            In(OrderStatus.New, AtWms, Partial, Shipped),
            When(OrderReceived).Apply(journal, decide.OrderReceivedAgain)
        );
        During(
            In(OrderStatus.New, Partial, Shipped),
            WhenCurrent(OrderDelivered, m => m.DeliveryId).Apply(journal, OrderDecisions.OrderDelivered)
        );
        During(
            In(OrderStatus.New, AtWms),
            WhenCurrent(OrderRefused, m => m.DeliveryId).Apply(journal, decide.OrderRefused)
        );
        During(
            In(OrderStatus.New, AtWms, Partial),
            WhenCurrent(DeliveryCanceled, m => m.DeliveryId).Apply(journal, decide.DeliveryCanceled),
            WhenCurrent(CancelRefused, m => m.DeliveryId).Apply(journal, OrderDecisions.CancelRefused)
        );
        During(
            In(OrderStatus.New, AtWms, Partial, Shipped, Confirmed, Error),
            WhenCurrent(ShipmentTracked, m => m.DeliveryId).Apply(journal, decide.ShipmentTracked),
            When(ShipmentConfirmed).Apply(journal, OrderDecisions.ShipmentConfirmed),
            WhenCurrent(DeliveryNoted, m => m.DeliveryId).Apply(journal, OrderDecisions.DeliveryNoted)
        );
        During(In(Partial, Shipped, Error), When(ShipmentRefused).Apply(journal, OrderDecisions.ShipmentRefused));
        During(
            In(Error),
            When(OrderReceived).Apply(journal, decide.OrderReceivedOnHold),
            When(ReleaseOrder).Apply(journal, (order, _) => decide.ReleaseOrder(order))
        );
        During(
            In(Confirmed, Canceled),
            When(OrderReceived).Apply(journal, (order, _) => OrderDecisions.OrderReceivedAfterEnd(order))
        );
    }

    // One event for each message, of the same name; a message without a property here fails the specs.
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

    /// <summary>The messages that it has an event for.</summary>
    public static IReadOnlyList<Type> Messages { get; } =
    [
        .. typeof(OrderStateMachine)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => property.PropertyType.GenericTypeArguments.Single()),
    ];

    private static readonly MethodInfo Correlation = typeof(OrderStateMachine).GetMethod(
        nameof(Correlate),
        BindingFlags.NonPublic | BindingFlags.Instance
    )!;

    /// <summary>
    /// A message about an unknown order is dropped: the cart-adapter republishes the order, which repeats everything.
    /// </summary>
    private void Correlate<T>()
        where T : class, IOrderMessage =>
        Event<T>(
            typeof(T).Name,
            message =>
            {
                message.CorrelateById(context => context.Message.OrderId);
                message.OnMissingInstance(missing => missing.Discard());
            }
        );

    /// <summary>Ignores a message about any delivery but the latest.</summary>
    private EventActivityBinder<OrderState, T> WhenCurrent<T>(Event<T> message, Func<T, Guid> deliveryId)
        where T : class => When(message, context => context.Saga.Delivery?.DeliveryId == deliveryId(context.Message));

    private State[] In(params string[] statuses) => [.. statuses.Select(State)];
}
