using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Data;

/// <summary>How an order's statuses and the cart's stock follow from lines and fulfillments.</summary>
internal static class CartRules
{
    public static IEnumerable<CartLine> LinesOf(this SandboxDatabase database, CartOrder order) =>
        order.LineIds.Select(id => database.Lines[id]);

    /// <summary>The lines that leave in a parcel: not freeform, discount, shipping or gift wrap lines.</summary>
    public static IEnumerable<CartLine> ShippableLinesOf(this SandboxDatabase database, CartOrder order) =>
        database.LinesOf(order).Where(line => line.Shippable);

    public static IEnumerable<CartFulfillment> FulfillmentsOf(this SandboxDatabase database, CartOrder order) =>
        order.FulfillmentIds.Select(id => database.Fulfillments[id]);

    public static IEnumerable<CartFulfillmentLine> LinesOf(
        this SandboxDatabase database,
        CartFulfillment fulfillment
    ) => fulfillment.LineIds.Select(id => database.FulfillmentLines[id]);

    /// <summary>How much of a line is in fulfilled fulfillments, or in packed ones too.</summary>
    public static decimal Fulfilled(
        this SandboxDatabase database,
        CartLine line,
        bool includePacked = false,
        int exceptFulfillment = 0
    ) =>
        line
            .FulfillmentLineIds.Select(id => database.FulfillmentLines[id])
            .Where(part =>
                part.FulfillmentId != exceptFulfillment
                && database.Fulfillments[part.FulfillmentId].Status is var status
                && (status is "fulfilled" || (includePacked && status is "packed"))
            )
            .Sum(part => part.Quantity);

    /// <summary>Recomputes fulfillment_status, packed_status and status.</summary>
    public static void UpdateStatus(this SandboxDatabase database, CartOrder order)
    {
        var lines = database.ShippableLinesOf(order).Where(line => line.Quantity > 0).ToList();
        var shipped = Share(line => database.Fulfilled(line));
        order.FulfillmentStatus = shipped ?? "unshipped";
        order.PackedStatus = Share(line => database.Fulfilled(line, includePacked: true)) switch
        {
            "shipped" => "packed",
            { } partial => partial,
            null => "unpacked",
        };
        if (shipped is "shipped" && order.Status is "finalized")
        {
            order.Status = "fulfilled";
            database.EnqueueWebhook("order.fulfilled", order);
        }
        else if (shipped is not "shipped" && order.Status is "fulfilled")
        {
            order.Status = "finalized";
        }

        database.Touch(order);

        string? Share(Func<CartLine, decimal> done) =>
            lines.Count > 0 && lines.TrueForAll(line => done(line) >= line.Quantity) ? "shipped"
            : lines.Exists(line => done(line) > 0) ? "partial"
            : null;
    }

    /// <summary>Marks the order as changed now.</summary>
    public static void Touch(this SandboxDatabase database, CartOrder order)
    {
        order.UpdatedAt = database.Now;
        database.Orders.Save(order);
    }

    /// <summary>Takes a fulfillment's quantities from stock (<paramref name="sign"/> -1), or puts them back (+1).</summary>
    public static void MoveStock(this SandboxDatabase database, CartFulfillment fulfillment, int sign)
    {
        foreach (var line in database.LinesOf(fulfillment))
        {
            if (database.Variants.Find(line.VariantId) is { } variant)
            {
                database.AddStock(variant, fulfillment.StockLocationId, sign * line.Quantity);
            }
        }
    }

    public static void AddStock(this SandboxDatabase database, CartVariant variant, int location, decimal quantity)
    {
        variant.OnHand[location] = variant.OnHand.GetValueOrDefault(location) + quantity;
        variant.UpdatedAt = database.Now;
        database.Variants.Save(variant);
        database.EnqueueWebhook("variant.stock_level_update", "variants", variant.Id);
    }

    /// <summary>Committed stock by variant id, then location id.</summary>
    public static Dictionary<int, Dictionary<int, decimal>> Committed(SandboxDatabase database) =>
        database
            .Orders.All.Where(order => Choices.Commits(order.Status))
            .SelectMany(order =>
                database
                    .ShippableLinesOf(order)
                    .Select(line =>
                        (line.VariantId, order.StockLocationId, Open: line.Quantity - database.Fulfilled(line))
                    )
            )
            .Where(part => part.VariantId is not null && part.Open > 0)
            .GroupBy(part => part.VariantId!.Value)
            .ToDictionary(
                variant => variant.Key,
                variant =>
                    variant
                        .GroupBy(part => part.StockLocationId)
                        .ToDictionary(place => place.Key, place => place.Sum(part => part.Open))
            );
}
