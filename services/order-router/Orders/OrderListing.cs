namespace Crossdock.OrderRouter.Orders;

/// <summary>Keeps on an order where the lists of a cart's orders have it: by status, and by when it came to be so. Pure.</summary>
public static class OrderListing
{
    /// <summary>The value of <see cref="OrderState.ListKey"/> for the orders of a cart in a status.</summary>
    public static string KeyOf(string connection, string status) => $"{connection}\n{status}";

    /// <summary>
    /// The status that who posted the order sees: a posted order stays <c>shipped</c> until its client has confirmed that it has the tracking
    /// numbers, because that client looks for <c>shipped</c>.
    /// </summary>
    public static string StatusOf(OrderState order, string status) =>
        status == OrderStatus.Confirmed && order is { IsPosted: true, AcknowledgedAt: null }
            ? OrderStatus.Shipped
            : status;

    /// <param name="order">The order after a message.</param>
    /// <param name="status">Its status now.</param>
    /// <param name="now">The time.</param>
    public static void Update(OrderState order, string status, DateTimeOffset now)
    {
        order.CreatedAt ??= now;
        order.DeliveredAt = order.WarehouseNumber is null ? order.DeliveredAt : order.DeliveredAt ?? now;
        if (order.Shipments.Count > order.LoadedShipments)
        {
            (order.LoadedShipments, order.LoadedAt) = (order.Shipments.Count, now);
        }

        var shown = StatusOf(order, status);
        var key = status == OrderStatus.Skipped && !order.IsPosted ? null : KeyOf(order.Connection, shown);
        if (key != order.ListKey)
        {
            (order.ListKey, order.ListedAt) = (key, now);
        }

        order.ListedAt = shown switch
        {
            OrderStatus.New => order.CreatedAt,
            OrderStatus.AtWms => order.DeliveredAt,
            OrderStatus.Partial or OrderStatus.Shipped => order.LoadedAt ?? order.ListedAt,
            _ => order.ListedAt,
        };
    }
}
