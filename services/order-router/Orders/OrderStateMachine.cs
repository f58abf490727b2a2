using System.Reflection;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Duplicates;
using MassTransit;
using static Crossdock.OrderRouter.Orders.OrderStatus;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// The states of an order. A repeated message is answered with what the order waits for, so that a message that was lost anywhere is
/// published again. Messages that come late or out of order are ignored.
/// </summary>
public sealed class OrderStateMachine : MassTransitStateMachine<OrderState>
{
    private readonly OrderJournal journal;
    private readonly DuplicateOrders? duplicates;
    private readonly List<Transition> transitions = [];

    public OrderStateMachine(OrderDecisions decide, OrderJournal journal, DuplicateOrders? duplicates = null)
    {
        (this.journal, this.duplicates) = (journal, duplicates);
        InstanceState(order => order.CurrentState);
        foreach (var message in Messages)
        {
            Correlation.MakeGenericMethod(message).Invoke(this, null);
        }

        OnUnhandledEvent(context => context.Ignore());

        string[] sent = [OrderStatus.New, AtWms];
        string[] open = [.. sent, Partial, Shipped];
        string[] all = [.. open, Confirmed, Error, Canceled, Skipped];
        string[] mended = [OrderStatus.New, AtWms, Partial, Shipped, Confirmed, Canceled];
        string[] planned = [.. mended, Skipped];

        On(OrderReceived, decide.OrderReceived, [nameof(Initial), Skipped], OrderStatus.New, Error, Canceled, Skipped);
        On(OrderReceived, decide.OrderReceivedAgain, open, Error);
        On(OrderReceived, decide.OrderReceivedOnHold, [Error], planned);
        On(OrderReceived, decide.OrderReceivedAfterEnd, [Canceled], OrderStatus.New, Error, Skipped);
        On(OrderReceived, decide.OrderReceivedAfterEnd, [Confirmed], Error);
        On(OrderSkipped, OrderDecisions.OrderSkipped, [nameof(Initial), Skipped], Skipped);

        // What the warehouse reports of any delivery counts in every status, also after the order has ended.
        On(OrderDelivered, OrderDecisions.OrderDelivered, [OrderStatus.New, Canceled], AtWms, Error);
        On(OrderDelivered, OrderDecisions.OrderDelivered, [Error], mended);
        On(OrderDelivered, OrderDecisions.OrderDelivered, [AtWms, Partial, Shipped, Confirmed], Error);
        On(OrderRefused, decide.OrderRefused, sent, OrderStatus.New, Error, Canceled);
        On(OrderRefused, decide.OrderRefused, [Partial], Shipped, Confirmed, Error);
        On(OrderRefused, decide.OrderRefused, [Error], mended);
        On(OrderRefused, decide.OrderRefused, [Shipped, Confirmed, Canceled]);
        On(DeliveryCanceled, decide.DeliveryCanceled, sent, OrderStatus.New, Partial, Shipped, Error, Canceled);
        On(DeliveryCanceled, decide.DeliveryCanceled, [Partial], Shipped, Confirmed, Error);
        On(DeliveryCanceled, decide.DeliveryCanceled, [Error], mended);
        On(DeliveryCanceled, decide.DeliveryCanceled, [Shipped, Confirmed, Canceled]);
        On(CancelRefused, OrderDecisions.CancelRefused, [.. open, Confirmed], Error);
        On(CancelRefused, OrderDecisions.CancelRefused, [Error, Canceled]);
        On(DeliveryNoted, OrderDecisions.DeliveryNoted, [.. open, Confirmed, Error, Canceled]);
        On(ShipmentTracked, decide.ShipmentTracked, [.. sent, Confirmed, Error], Partial, Shipped, Error);
        On(ShipmentTracked, decide.ShipmentTracked, [Partial], Shipped, Error);
        On(ShipmentTracked, decide.ShipmentTracked, [Shipped, Canceled], Error);
        On(ShipmentConfirmed, OrderDecisions.ShipmentConfirmed, [Shipped, Error], Confirmed);
        On(ShipmentConfirmed, OrderDecisions.ShipmentConfirmed, [.. sent, Partial, Confirmed, Canceled]);
        On(ShipmentRefused, OrderDecisions.ShipmentRefused, [Partial, Shipped, Error], Error);

        // A person's action on an order that has moved on is not done; its history says so.
        On(ReleaseOrder, decide.ReleaseOrder, [Error], planned);
        On(CommentOrder, OrderDecisions.CommentOrder, all);
        On(HoldOrder, OrderDecisions.HoldOrder, all);
        On(CancelOrder, OrderDecisions.CancelOrder, [Error], Canceled);
        On(CancelOrder, OrderDecisions.CancelOrder, [.. open, Confirmed, Canceled, Skipped]);
        On(ResendOrder, decide.ResendOrder, [Error, Canceled], OrderStatus.New, Error, Skipped);
        On(ResendOrder, decide.ResendOrder, [.. open, Confirmed, Skipped]);
        On(EditOrder, decide.EditOrder, [Error], OrderStatus.New, Skipped);
        On(EditOrder, decide.EditOrder, [.. open, Confirmed, Canceled, Skipped]);
        On(RedactOrder, decide.RedactOrder, all);
    }

    /// <summary>Which message may move an order from where to where: docs/order-states.md is drawn from it.</summary>
    public IReadOnlyList<Transition> Transitions => transitions;

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
    public Event<RedactOrder> RedactOrder { get; } = null!;

    /// <summary>The messages that it has an event for.</summary>
    public static IReadOnlyList<Type> Messages { get; } =
    [
        .. typeof(OrderStateMachine)
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(property => property.PropertyType)
            .Where(type => type.GetGenericTypeDefinition() == typeof(Event<>))
            .Select(type => type.GenericTypeArguments.Single()),
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

    /// <param name="enters">The statuses that the order may have then, if it does not keep its own.</param>
    private void On<T>(Event<T> message, Func<OrderState, T, Decision> decide, string[] from, params string[] enters)
        where T : class, IOrderMessage
    {
        During([.. from.Select(State)], When(message).Apply(journal, duplicates, decide));
        transitions.Add(new(typeof(T).Name, from, enters));
    }
}

/// <summary>A message that may move an order from any of some statuses to any of others.</summary>
public sealed record Transition(string Message, IReadOnlyList<string> From, IReadOnlyList<string> To);
