using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;

namespace Crossdock.OrderRouter.Orders;

public sealed partial class OrderDecisions
{
    /// <summary>A parcel of any delivery that was ever sent has shipped, or its tracking number was corrected.</summary>
    public Decision ShipmentTracked(OrderState order, ShipmentTracked message)
    {
        var earlier = order.Earlier(message.DeliveryId);
        if ((earlier?.Command ?? order.Delivery) is not { } sent || sent.DeliveryId != message.DeliveryId)
        {
            return Decision.None;
        }

        var late = LateReason(order, earlier, message);
        End(order, earlier, message);
        if (order.Shipments.Find(s => s.Command.ShipmentId == message.ShipmentId) is { } known)
        {
            GiveUpStop(order, earlier);
            return message.Version > known.Command.Version
                ? Correct(order, known, message)
                : Proceed(order, null, known.IsWaiting() ? [known.Command] : []);
        }

        var shipment = Add(order, message, earlier, late);
        List<object> messages = [.. shipment.IsWaiting() ? [shipment.Command] : Array.Empty<object>()];
        GiveUpStop(order, earlier);
        if (earlier is not null && order.GoesOn() && order is { StopReason: null, CancelRefusal: null })
        {
            order.StopReason = $"The earlier delivery {sent.Reference} was shipped after all.";
            messages.Add(Stop(order, order.StopReason));
        }

        return Proceed(order, $"parcel {ParcelDifferences.NameOf(message.TrackingNumber)} shipped", messages);
    }

    /// <summary>Why nobody expected the parcel any more; null if it was expected.</summary>
    private static string? LateReason(OrderState order, SentDelivery? earlier, ShipmentTracked message)
    {
        var name = ParcelDifferences.NameOf(message.TrackingNumber);
        return earlier is not null
                ? $"Parcel {name} left although another delivery was sent in place of {earlier.Command.Reference} ({earlier.End ?? "it turned up later"})."
            : order.DeliveryEnd is null
            || order.RequiresManualRelease
            || order.AllShipments?.Contains(message.ShipmentId) == true
                ? null
            : order.CurrentState == OrderStatus.Canceled
                ? $"Parcel {name} left although the order was canceled. {order.Reason}"
            : $"Parcel {name} left although the delivery had ended: {order.DeliveryEnd}";
    }

    /// <summary>Takes note that no more will leave, and that a delivery which was not found turned up.</summary>
    private static void End(OrderState order, SentDelivery? earlier, ShipmentTracked message)
    {
        if (earlier is not null)
        {
            earlier.End = message.AllShipments is null ? earlier.End : earlier.End ?? "it was shipped";
            return;
        }

        order.AllShipments = message.AllShipments ?? order.AllShipments;
        if (order.RequiresManualRelease)
        {
            (order.RequiresManualRelease, order.DeliveryEnd) = (false, null);
        }
    }

    /// <summary>All has left: nothing is left to be canceled.</summary>
    private static void GiveUpStop(OrderState order, SentDelivery? earlier)
    {
        if (order.StopReason is not null && earlier is null && order.IsShipped())
        {
            (order.StopReason, order.Note, order.HoldReason) = (
                null,
                order.HoldReason is null ? Notes.ShippedAsItWas : Notes.NotHeld("every parcel has left."),
                null
            );
        }
    }

    private static Decision Correct(OrderState order, OrderShipment known, ShipmentTracked message)
    {
        var before = ParcelDifferences.NameOf(known.Command.TrackingNumber);
        known.Command = known.Command with
        {
            Version = message.Version,
            TrackingNumber = message.TrackingNumber,
            OtherTrackingNumbers = message.OtherTrackingNumbers,
        };
        if (known.Command.Lines.Count > 0)
        {
            (known.ConfirmedAt, known.Refusal) = (null, null);
        }

        return Proceed(
            order,
            $"the tracking number of parcel {before} was corrected to {message.TrackingNumber ?? "none"}",
            known.IsWaiting() ? [known.Command] : []
        );
    }

    private OrderShipment Add(OrderState order, ShipmentTracked parcel, SentDelivery? earlier, string? late)
    {
        var delivery = earlier?.Command ?? order.Delivery!;
        var route = routes.ForCart(order.Connection)?.To(delivery.Connection, delivery.Warehouse);
        var received = order.Order!;
        var sent = new ParcelLines(received.Lines, order.ChangedLines, sku => route?.CodeOf(sku) ?? sku);
        var (lines, rest) = sent.Of(
            [.. order.Shipments.SelectMany(s => s.Command.Lines)],
            order.Shipments.Select(s => s.Items),
            parcel.Items
        );
        var differences = ParcelDifferences.Of(
            parcel,
            rest,
            sent,
            earlier is null
                ? order.SentItemCodes()
                : earlier.ItemCodes.Concat(earlier.Command.Items.Select(item => item.ItemCode)),
            route
        );
        var shipment = new OrderShipment
        {
            DeliveryId = parcel.DeliveryId,
            Items = parcel.Items,
            WeightPounds = parcel.WeightPounds,
            Differences = late is null ? [.. differences] : [late, .. differences],
            Command = new ConfirmShipment
            {
                ShipmentId = parcel.ShipmentId,
                OrderId = received.OrderId,
                Connection = received.Connection,
                Merchant = received.Merchant,
                CartOrderId = received.CartOrderId,
                OrderNumber = received.OrderNumber,
                Carrier = route is null ? parcel.Carrier : route.CarrierOf(parcel.Carrier),
                Service = parcel.Service,
                TrackingNumber = parcel.TrackingNumber,
                OtherTrackingNumbers = parcel.OtherTrackingNumbers,
                Version = parcel.Version,
                ShippedAt = parcel.ShippedAt,
                Lines = lines,
            },
            // No line of the cart's order can show a parcel without lines: its differences say so.
            ConfirmedAt = lines.Count == 0 ? time.GetUtcNow() : null,
        };
        order.Shipments.Add(shipment);
        return shipment;
    }
}
