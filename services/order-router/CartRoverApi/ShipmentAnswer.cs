using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>The parcels of an order as clients read them: every field is there, null where nothing is known. Pure.</summary>
internal static class ShipmentAnswer
{
    public static JsonArray Of(FoundOrder order) =>
        [.. order.Shipments.Select((shipment, index) => (JsonNode)Of(order, shipment, index + 1))];

    private static JsonObject Of(FoundOrder order, OrderShipment shipment, int number)
    {
        var parcel = shipment.Command;
        return new()
        {
            ["carrier"] = parcel.Carrier,
            ["method"] = parcel.Service,
            ["tracking_no"] = parcel.TrackingNumber,
            ["tracking_no_secondary"] = parcel.OtherTrackingNumbers is [var second, ..] ? second : null,
            ["tracking_url"] = null,
            ["sscc_barcode"] = null,
            ["bill_of_lading"] = null,
            ["total_cost"] = null,
            ["package_weight_lbs"] = shipment.WeightPounds is { } weight ? FieldText.Amount(weight, 2) : null,
            ["dim_weight_lbs"] = null,
            ["zone"] = null,
            ["delivery_surcharge_type"] = null,
            ["whs_location"] = order.State?.Delivery?.Warehouse,
            ["box_length_in"] = null,
            ["box_width_in"] = null,
            ["box_height_in"] = null,
            ["date"] = FieldText.Moment(parcel.ShippedAt),
            ["custom_1"] = null,
            ["custom_2"] = null,
            ["custom_3"] = null,
            ["items"] = Items(order, shipment, number),
        };
    }

    /// <summary>By the client's item codes; what no line of the order has goes by the warehouse's.</summary>
    private static JsonArray Items(FoundOrder order, OrderShipment shipment, int number)
    {
        var skus = (order.State?.Order?.Lines ?? []).ToDictionary(
            line => line.LineId,
            line => line.Sku,
            StringComparer.Ordinal
        );
        var content =
            shipment.Command.Lines.Count > 0
                ? shipment.Command.Lines.Select(line => (skus.GetValueOrDefault(line.LineId), line.Quantity))
                : shipment.Items.Select(item => ((string?)item.ItemCode, item.Quantity));
        return
        [
            .. content.Select(item =>
                (JsonNode)
                    new JsonObject
                    {
                        ["item"] = item.Item1,
                        ["quantity"] = FieldText.Count(item.Quantity),
                        ["carton_code"] = null,
                        ["carton_num"] = number.ToString(CultureInfo.InvariantCulture),
                        ["lot_code"] = null,
                        ["serial_no"] = null,
                        ["box_length_in"] = null,
                        ["box_width_in"] = null,
                        ["box_height_in"] = null,
                        ["package_weight_lbs"] = null,
                        ["custom_1"] = null,
                    }
            ),
        ];
    }
}
