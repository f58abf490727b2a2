namespace Crossdock.Sandbox.Books;

/// <summary>How an order's statuses and the cart's stock follow from lines and fulfillments.</summary>
internal static class CartRules
{
    /// <summary>How much of a line is in fulfillments that count (packed or fulfilled; or fulfilled alone).</summary>
    public static decimal Fulfilled(
        this Ledger books,
        CartLine line,
        bool packedToo = false,
        int exceptFulfillment = 0
    ) =>
        line
            .FulfillmentLineIds.Select(id => books.FulfillmentLines[id])
            .Where(part =>
                part.FulfillmentId != exceptFulfillment
                && (
                    books.Fulfillments[part.FulfillmentId].Status is "fulfilled"
                    || (packedToo && books.Fulfillments[part.FulfillmentId].Status is "packed")
                )
            )
            .Sum(part => part.Quantity);

    /// <summary>
    /// Works out fulfillment_status, packed_status and status again. Freeform, discount, shipping and gift wrap lines do
    /// not hold an order open: they leave in no parcel.
    /// </summary>
    public static void Restate(this Ledger books, CartOrder order)
    {
        var lines = order
            .LineIds.Select(id => books.Lines[id])
            .Where(line => line.Shippable && line.Quantity > 0)
            .ToList();
        var shipped = lines.ConvertAll(line => books.Fulfilled(line));
        var packed = lines.ConvertAll(line => books.Fulfilled(line, packedToo: true));
        var whole = lines.Count > 0 && lines.Zip(shipped).All(pair => pair.Second >= pair.First.Quantity);
        order.FulfillmentStatus =
            whole ? "shipped"
            : shipped.Any(quantity => quantity > 0) ? "partial"
            : "unshipped";
        order.PackedStatus =
            lines.Count > 0 && lines.Zip(packed).All(pair => pair.Second >= pair.First.Quantity) ? "packed"
            : packed.Any(quantity => quantity > 0) ? "partial"
            : "unpacked";
        var before = order.Status;
        order.Status = (order.Status, whole) switch
        {
            ("finalized", true) => "fulfilled",
            ("fulfilled", false) => "finalized",
            _ => order.Status,
        };
        if (whole && order.Status is "fulfilled" && before is not "fulfilled")
        {
            books.Announce("order.fulfilled", order);
        }
        books.Touch(order);
    }

    /// <summary>Marks the order changed now.</summary>
    public static void Touch(this Ledger books, CartOrder order)
    {
        order.UpdatedAt = books.Now;
        books.Orders.Save(order);
    }

    /// <summary>Takes a fulfilled fulfillment's quantities off the shelf, or puts them back (<paramref name="sign"/> +1).</summary>
    public static void MoveStock(this Ledger books, CartFulfillment fulfillment, int sign)
    {
        foreach (var line in fulfillment.LineIds.Select(id => books.FulfillmentLines[id]))
        {
            if (books.Variants.Find(line.VariantId) is { } variant)
            {
                books.AddStock(variant, fulfillment.StockLocationId, sign * line.Quantity);
            }
        }
    }

    public static void AddStock(this Ledger books, CartVariant variant, int location, decimal quantity)
    {
        variant.OnHand[location] = variant.OnHand.GetValueOrDefault(location) + quantity;
        variant.UpdatedAt = books.Now;
        books.Variants.Save(variant);
        books.Announce("variant.stock_level_update", "variants", variant.Id);
    }

    /// <summary>Committed stock by variant id, then location id.</summary>
    public static Dictionary<int, Dictionary<int, decimal>> Committed(Ledger books)
    {
        var committed = new Dictionary<int, Dictionary<int, decimal>>();
        foreach (var order in books.Orders.All.Where(order => Choices.Commits(order.Status)))
        {
            foreach (var line in order.LineIds.Select(id => books.Lines[id]))
            {
                if (
                    line.Shippable
                    && line.VariantId is { } variant
                    && line.Quantity - books.Fulfilled(line) is > 0 and var open
                )
                {
                    if (!committed.TryGetValue(variant, out var places))
                    {
                        committed.Add(variant, places = []);
                    }
                    places[order.StockLocationId] = places.GetValueOrDefault(order.StockLocationId) + open;
                }
            }
        }
        return committed;
    }
}
