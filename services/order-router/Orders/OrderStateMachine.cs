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
        // What the warehouse reports of any delivery counts in every status, also after the order has ended.
        During(
            In(OrderStatus.New, AtWms, Partial, Shipped, Confirmed, Error, Canceled),
            When(OrderDelivered).Apply(journal, OrderDecisions.OrderDelivered),
            When(OrderRefused).Apply(journal, decide.OrderRefused),
            When(DeliveryCanceled).Apply(journal, decide.DeliveryCanceled),
            When(CancelRefused).Apply(journal, OrderDecisions.CancelRefused),
            When(DeliveryNoted).Apply(journal, OrderDecisions.DeliveryNoted),
            When(ShipmentTracked).Apply(journal, decide.ShipmentTracked),
            When(ShipmentConfirmed).Apply(journal, OrderDecisions.ShipmentConfirmed)
        );
        During(In(Partial, Shipped, Error), When(ShipmentRefused).Apply(journal, OrderDecisions.ShipmentRefused));
        During(
            In(Error),
            When(OrderReceived).Apply(journal, decide.OrderReceivedOnHold),
            When(ReleaseOrder).Apply(journal, decide.ReleaseOrder)
        );
        // A person's action on an order that has moved on is not done; its history says so.
        During(
            In(OrderStatus.New, AtWms, Partial, Shipped, Confirmed, Error, Canceled, Skipped),
            When(CommentOrder).Apply(journal, OrderDecisions.CommentOrder),
            When(HoldOrder).Apply(journal, OrderDecisions.HoldOrder),
            When(CancelOrder).Apply(journal, OrderDecisions.CancelOrder),
            When(ResendOrder).Apply(journal, decide.ResendOrder),
            When(EditOrder).Apply(journal, decide.EditOrder)
        );
        During(In(Confirmed, Canceled), When(OrderReceived).Apply(journal, decide.OrderReceivedAfterEnd));
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
    public Event<CommentOrder> CommentOrder { get; } = null!;
    public Event<HoldOrder> HoldOrder { get; } = null!;
    public Event<CancelOrder> CancelOrder { get; } = null!;
    public Event<ResendOrder> ResendOrder { get; } = null!;
    public Event<EditOrder> EditOrder { get; } = null!;

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

    private State[] In(params string[] statuses) => [.. statuses.Select(State)];
}
