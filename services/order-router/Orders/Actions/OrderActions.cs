using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>Why an action cannot be done on an order as it stands. Pure: endpoint and saga ask the same.</summary>
public static class OrderActions
{
    /// <summary>For people.</summary>
    public static string NameOf(IOrderAction action) =>
        action switch
        {
            CommentOrder => "comment",
            HoldOrder => "hold",
            CancelOrder => "cancel",
            ResendOrder => "resend",
            _ => "edit",
        };

    /// <summary>True if the person decided on an order that has moved on since.</summary>
    public static bool IsOutdated(OrderState order, IOrderAction action) =>
        action.ExpectedVersion is { } version && version != order.HistoryVersion;

    /// <summary>A sentence that says what to do instead; null if it can be done.</summary>
    public static string? ReasonNot(OrderState order, IOrderAction action) =>
        action switch
        {
            CommentOrder => null,
            _ when order.Order is null =>
                $"The order is {order.CurrentState}: it was never accepted ({order.Reason}). Take it in at the cart-adapter first.",
            HoldOrder => NotHeld(order),
            CancelOrder => NotCanceled(order),
            ResendOrder resend => NotResent(order, resend),
            EditOrder edit => NotEdited(order, edit),
            _ => null,
        };

    private static string? NotHeld(OrderState order) =>
        IsUnderWay(order) || IsOnHoldUnsent(order)
            ? order.CancelReason is { } reason
                ? $"It is being canceled: {reason}"
                : null
            : $"The order is {order.CurrentState}: only what has not left the warehouse can be held.";

    private static string? NotCanceled(OrderState order) =>
        order.CurrentState switch
        {
            OrderStatus.Canceled => $"The order is canceled already: {order.Reason}",
            OrderStatus.Shipped or OrderStatus.Confirmed => "It is too late to cancel: every parcel has left.",
            _ when order.IsAtWarehouse() && order.IsShipped() => "It is too late to cancel: every parcel has left.",
            _ when order.CancelReason is { } reason => $"It is being canceled: {reason}",
            _ => null,
        };

    private static string? NotResent(OrderState order, ResendOrder message) =>
        order switch
        {
            { CurrentState: not (OrderStatus.Error or OrderStatus.Canceled) } =>
                $"The order is {order.CurrentState}: it can be sent again only once its delivery was refused or canceled. Cancel it first.",
            { RedactedAt: not null } =>
                "Its personal data were removed, so that nobody knows where to send it: order it again in the cart.",
            _ when order.IsAtWarehouse() =>
                "The warehouse has a delivery of it, or has shipped part of it: release the order, or order the rest again in the cart.",
            _ when OrderDecisions.ReasonInCart(order) is { } reason =>
                $"The cart does not want it shipped: {reason} Open it there first.",
            { RequiresManualRelease: true } when !message.ConfirmsDuplicateRisk =>
                "The warehouse may have the order already. To send it although it may then ship twice, resend it with ?confirm=duplicate-risk.",
            _ => null,
        };

    private static string? NotEdited(OrderState order, EditOrder message)
    {
        if (!IsUnderWay(order) && !IsOnHoldUnsent(order))
        {
            return $"The order is {order.CurrentState}: only what has not left the warehouse can be changed.";
        }

        if (order.CancelReason is { } reason)
        {
            return $"It is being canceled: {reason}";
        }

        var after = order.Order!.Lines.ToDictionary(line => line.LineId, StringComparer.Ordinal);
        foreach (var (lineId, quantity) in message.Quantities)
        {
            if (!after.TryGetValue(lineId, out var line) || line is not { Kind: LineKind.Product, Sku: not null })
            {
                return $"The order has no item line {lineId}: its lines are {string.Join(", ", after.Values.Where(one => one.Kind == LineKind.Product).Select(one => $"{one.LineId} ({one.Sku})"))}.";
            }

            var most = order.Edit?.Of(lineId)?.InCart ?? line.Quantity;
            if (quantity < 0 || quantity > most)
            {
                return $"Line {lineId} ({line.Sku}) has {most:0.####} in the cart: set a quantity from 0 to that, or order more in the cart.";
            }

            after[lineId] = line with { Quantity = quantity };
        }

        return after.Values.Any(line => line is { Kind: LineKind.Product, Quantity: > 0 })
            ? null
            : "Nothing would be left to ship: cancel the order instead.";
    }

    /// <summary>A delivery of it goes on, and nothing has shipped.</summary>
    private static bool IsUnderWay(OrderState order) =>
        order is { CurrentState: OrderStatus.New or OrderStatus.AtWms, Shipments.Count: 0 };

    private static bool IsOnHoldUnsent(OrderState order) =>
        order.CurrentState == OrderStatus.Error && !order.IsAtWarehouse();
}
