using System.Globalization;
using System.Text.Json.Nodes;
using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>An order as clients read it: every field is there, as a text, null where nothing is known. Pure.</summary>
internal static class OrderAnswer
{
    /// <summary>What of an order a client asks for beside the usual: <c>include_…=Y</c>.</summary>
    internal sealed record Flags(bool OrderExtras, bool LineExtras, bool Aliases)
    {
        public static Flags Of(IQueryCollection query) =>
            new(
                FieldText.IsYes(query["include_order_extras"]),
                FieldText.IsYes(query["include_line_extras"]),
                FieldText.IsYes(query["include_aliases"])
            );
    }

    public static JsonObject Status(FoundOrder order) =>
        new()
        {
            ["cust_ref"] = order.CustRef,
            ["cust_po_no"] = order.CustPoNo,
            ["delivered_to_wms_date"] = FieldText.Moment(order.State?.DeliveredAt),
            ["updated_date_time"] = FieldText.Moment(order.UpdatedAt),
            ["order_status"] = order.Status,
            ["ship_country"] = order.Fields["ship_country"],
            ["shipments"] = ShipmentAnswer.Of(order),
        };

    public static JsonObject Of(FoundOrder order, Flags flags)
    {
        var fields = order.Fields;
        var total = fields.Items.Sum(Quantity);
        var shipped = order.Shipments.SelectMany(one => one.Command.Lines).Sum(line => line.Quantity);
        var shown = new JsonObject
        {
            ["record_no"] = RecordNo(order),
            ["cust_ref"] = order.CustRef,
            ["cust_ref_original"] = order.CustRef,
            ["cust_po_no_original"] = order.CustPoNo,
            ["po_number"] = order.CustPoNo,
            ["order_status"] = order.Status,
            ["created_date_time"] = FieldText.Moment(order.CreatedAt),
            ["updated_date_time"] = FieldText.Moment(order.UpdatedAt),
        };
        foreach (var name in OrderFields.Header)
        {
            shown[name] = fields[name];
        }

        shown["cust_po_no"] = order.CustPoNo;
        shown["order_source"] = fields["order_source"] ?? order.Cart;
        shown["order_date"] =
            fields["order_date"] is { } day && FieldText.Date(day) is { } date ? FieldText.Day(date.At)
            : order.CreatedAt is { } created ? FieldText.Day(created)
            : null;
        CopyShipTo(fields, shown);
        AddAmounts(fields, shown);
        shown["working_ship_code"] = order.State?.Delivery?.Service ?? fields["ship_code"];
        shown["delivered_to_wms_date"] = FieldText.Moment(order.State?.DeliveredAt);
        shown["mark_in_progress_date"] = null;
        shown["error_reason"] = order.ErrorReason;
        shown["num_failed_sends"] = "0";
        shown["cancel_date"] = FieldText.Moment(
            order.Posted?.CanceledAt ?? (order.Status == OrderStatus.Canceled ? order.State?.ListedAt : null)
        );
        shown["latest_ship_date"] = null;
        shown["sending_canceled"] = YesOrNo(order.Posted?.CanceledAt is not null);
        shown["shipping_pickup_canceled"] = YesOrNo(false);
        shown["on_hold"] = YesOrNo(order.State?.HoldReason is not null);
        shown["regional_attempts"] = "0";
        shown["inventory_warehouse_pk"] = null;
        shown["total_qty"] = FieldText.Count(total);
        shown["num_to_ship"] = FieldText.Count(total - shipped);
        shown["num_shipped"] = FieldText.Count(shipped);
        shown["items"] = new JsonArray([.. fields.Items.Select((item, index) => (JsonNode)Line(item, index, flags))]);
        shown["shipments"] = ShipmentAnswer.Of(order);
        if (flags.OrderExtras)
        {
            shown["extra_fields"] = Extra(fields.Extra);
        }

        return shown;
    }

    /// <summary>Who gets the order pays for it, unless another address was posted.</summary>
    private static void CopyShipTo(PostedFields fields, JsonObject shown)
    {
        if (OrderCheck.BillsOther(fields))
        {
            return;
        }

        foreach (var name in OrderFields.Header.Where(name => name.StartsWith("cust_", StringComparison.Ordinal)))
        {
            var shipTo = $"ship_{name["cust_".Length..]}";
            shown[name] = name == "cust_po_no" ? shown[name]?.DeepClone() : fields[name] ?? fields[shipTo];
        }
    }

    /// <summary>What was not posted follows from the lines.</summary>
    private static void AddAmounts(PostedFields fields, JsonObject shown)
    {
        var lines = fields.Items.Sum(Extended);
        var (tax, freight) = (
            Amount(fields, "sales_tax") ?? Amount(fields, "tax") ?? 0,
            Amount(fields, "shipping_handling") ?? 0
        );
        var (sub, discount) = (Amount(fields, "sub_total") ?? lines, Amount(fields, "order_discount") ?? 0);
        shown["sub_total"] = FieldText.Amount(sub, 2);
        shown["order_discount"] = FieldText.Amount(discount, 2);
        shown["sales_tax"] = FieldText.Amount(tax, 2);
        shown["shipping_handling"] = FieldText.Amount(freight, 2);
        shown["grand_total"] = FieldText.Amount(Amount(fields, "grand_total") ?? (sub + tax + freight - discount), 2);
        shown["balance"] = FieldText.Amount(Amount(fields, "balance") ?? 0, 2);
    }

    private static JsonObject Line(PostedItem item, int index, Flags flags)
    {
        var line = new JsonObject
        {
            ["line_no"] = item["line_no"] ?? (index + 1).ToString(CultureInfo.InvariantCulture),
            ["item"] = item["item"],
            ["lot_number"] = item["lot_number"],
            ["quantity"] = FieldText.Count(Quantity(item)),
        };
        foreach (var (name, decimals) in OrderFields.LineAmounts)
        {
            line[name] = FieldText.Amount(
                name == "extended_amount" ? Extended(item) : FieldText.Number(item[name]) ?? 0,
                decimals
            );
        }

        line["line_item_id"] = item["line_item_id"];
        line["line_comment"] = item["line_comment"];
        // With a capital, unlike in what is posted.
        line["Description"] = item["description"];
        line["alt_sku"] = null;
        line["filtered_sku"] = YesOrNo(false);
        line["line_location"] = "";
        if (flags.LineExtras)
        {
            line["extra_fields"] = Extra(item.Extra);
        }

        if (flags.Aliases)
        {
            line["aliases"] = new JsonArray();
        }

        return line;
    }

    private static decimal Extended(PostedItem item) =>
        FieldText.Number(item["extended_amount"])
        ?? ((FieldText.Number(item["price"]) ?? 0) - (FieldText.Number(item["discount"]) ?? 0)) * Quantity(item);

    private static decimal Quantity(PostedItem item) => FieldText.Number(item["quantity"]) ?? 0;

    private static decimal? Amount(PostedFields fields, string name) => FieldText.Number(fields[name]);

    /// <summary>As clients of a program without typed objects know it: a list where there is nothing.</summary>
    private static JsonNode Extra(Dictionary<string, string> extra) =>
        extra.Count == 0
            ? new JsonArray()
            : new JsonObject(extra.Select(field => KeyValuePair.Create(field.Key, (JsonNode?)field.Value)));

    private static string YesOrNo(bool yes) => yes ? "Y" : "N";

    /// <summary>A number that stays the same.</summary>
    private static string RecordNo(FoundOrder order) =>
        (
            BitConverter.ToUInt32((order.State?.CorrelationId ?? order.Posted!.Posted.OrderId).ToByteArray(), 8)
            & int.MaxValue
        ).ToString(CultureInfo.InvariantCulture);
}
