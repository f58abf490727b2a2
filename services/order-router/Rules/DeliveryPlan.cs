using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>The plan for an order: a delivery, or a hold.</summary>
public abstract record DeliveryPlan
{
    public sealed record Deliver(DeliverOrder Command) : DeliveryPlan;

    /// <summary>The reason says what to do.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="Kind">One of <see cref="ExceptionKind"/>.</param>
    /// <param name="Subject">What tells holds of this kind apart; null if the reason does.</param>
    public sealed record Hold(string Reason, string Kind, string? Subject = null) : DeliveryPlan;

    /// <summary>Plans. Pure: everything it depends on is an argument.</summary>
    /// <param name="order">The order's current revision.</param>
    /// <param name="route">The route of its cart; null if there is none.</param>
    /// <param name="number">Counts the order's deliveries: 1, and one more for each release after a refusal.</param>
    public static DeliveryPlan For(OrderReceived order, OrderRoute? route, int number)
    {
        if (Judgement.ReasonToHold(order) is { } unfit)
        {
            return unfit;
        }

        if (route is null)
        {
            return new Hold(
                $"No route leads from {order.Connection} to a warehouse: set Routes:{order.Connection}, or PUT /api/v1/routes/{order.Connection}.",
                ExceptionKind.RouteMissing,
                ""
            );
        }

        if (route.ShipMethodOf(order.ShipMethod) is not { } method)
        {
            return new Hold(
                order.ShipMethod is null
                    ? $"The order names no ship method: add the empty one {WhereToMap(route)}."
                    : $"Ship method \"{order.ShipMethod}\" is not mapped: add it {WhereToMap(route)}.",
                ExceptionKind.ShipMethodUnmapped,
                order.ShipMethod ?? ""
            );
        }

        var deliveryId = DerivedId.OfDelivery(order.OrderId, number);
        return new Deliver(
            new DeliverOrder
            {
                DeliveryId = deliveryId,
                OrderId = order.OrderId,
                Revision = order.Revision,
                Merchant = order.Merchant,
                Connection = route.Warehouse,
                OrderNumber = order.OrderNumber,
                Reference = CustRef.For(order.OrderNumber, deliveryId),
                Warehouse = route.Building,
                OrderedAt = order.OrderedAt,
                ShipTo = order.ShipTo,
                BillTo = order.BillTo,
                Carrier = method.Carrier,
                Service = method.Service,
                Items = Items(order, route),
                Instructions = order.Notes,
                StartDate = order.StartDate,
                CancelDate = order.CancelDate,
                HoldUntil = order.HoldUntil,
                ReadAt = order.ReadAt,
            }
        );
    }

    private static string WhereToMap(OrderRoute route) =>
        route.IsConfigured
            ? $"to Routes:{route.Cart}:ShipMethods"
            : $"to the route from {route.Cart} (PUT /api/v1/routes/{route.Cart}/ship-methods)";

    /// <summary>One item per code: a warehouse picks each code once, however many lines have it.</summary>
    private static List<DeliveryItem> Items(OrderReceived order, OrderRoute route) =>
        [
            .. order
                .Lines.Where(line => line is { Kind: LineKind.Product, Sku: not null, Quantity: > 0 })
                .GroupBy(line => route.CodeOf(line.Sku!), StringComparer.OrdinalIgnoreCase)
                .Select(lines => new DeliveryItem
                {
                    ItemCode = lines.Key,
                    Quantity = lines.Sum(line => line.Quantity),
                    UnitPrice = lines.First().UnitPrice,
                    Description = lines.First().Description,
                }),
        ];
}
