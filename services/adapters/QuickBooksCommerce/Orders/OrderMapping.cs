using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>What a merchant decides about orders.</summary>
/// <param name="ReadyStatuses">The order statuses that are ready to be shipped.</param>
/// <param name="ShipMethodFrom">Where to look for the ship method, in this order.</param>
internal sealed record OrderRules(IReadOnlySet<string> ReadyStatuses, IReadOnlyList<ShipMethodSource> ShipMethodFrom)
{
    /// <summary>The stock locations whose orders are shipped by this connection; empty for all.</summary>
    public IReadOnlySet<long> Locations { get; init; } = new HashSet<long>();

    /// <summary>An order is sent to the warehouse at most so many days before its ship date.</summary>
    public int SendDaysAhead { get; init; } = DefaultSendDaysAhead;

    /// <summary>So many days after its ship date an order is no longer wanted; null for no end.</summary>
    public int? CancelDaysAfter { get; init; }

    public const int DefaultSendDaysAhead = 7;
}

/// <summary>An order with all that belongs to it, as read.</summary>
internal sealed record WholeOrder(
    OrderObject Order,
    IReadOnlyList<LineObject> Lines,
    IReadOnlyDictionary<long, AddressObject> Addresses,
    IReadOnlyDictionary<long, VariantObject> Variants
)
{
    /// <summary>ISO 4217; null where it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>Names by company, of those that an address needs.</summary>
    public IReadOnlyDictionary<long, string> Companies { get; init; } = new Dictionary<long, string>();

    /// <summary>By the order's id, of partly shipped orders.</summary>
    public ILookup<string, ParcelInCart> Parcels { get; init; } =
        Enumerable.Empty<ParcelInCart>().ToLookup(_ => "", StringComparer.Ordinal);

    public string? Company(AddressObject? address) =>
        Companies.GetValueOrDefault(address?.CompanyId ?? Order.CompanyId ?? 0);

    public AddressObject? Address(long? id) => id is { } known ? Addresses.GetValueOrDefault(known) : null;

    public VariantObject? Variant(LineObject line) => line.VariantId is { } id ? Variants.GetValueOrDefault(id) : null;
}

/// <summary>Orders in our words. What is missing becomes the order's problem, never an exception.</summary>
internal static class OrderMapping
{
    /// <param name="whole">As read; an order without an id never gets as far as here.</param>
    /// <param name="rules">The merchant's.</param>
    public static CartOrder ToCartOrder(WholeOrder whole, OrderRules rules)
    {
        var order = whole.Order;
        var id = Texts.Of(order.Id ?? 0);
        var (shipTo, billTo) = (whole.Address(order.ShippingAddressId), whole.Address(order.BillingAddressId));
        var start = StartOf(order);
        var state = StateOf(order, rules.ReadyStatuses);
        var lines = whole.Lines.OrderBy(line => line.Position ?? 0).ThenBy(line => line.Id).ToList();
        return new CartOrder
        {
            CartOrderId = id,
            OrderNumber = order.OrderNumber ?? id,
            State = state,
            OrderedAt = order.IssuedAt ?? order.CreatedAt ?? DateTimeOffset.UnixEpoch,
            ChangedAt = order.UpdatedAt ?? order.CreatedAt ?? DateTimeOffset.UnixEpoch,
            ShipTo = AddressMapping.ToAddress(shipTo, order.Email, order.PhoneNumber, whole.Company(shipTo)),
            BillTo = AddressMapping.ToAddress(billTo, null, null, whole.Company(billTo)),
            ShipMethod = rules
                .ShipMethodFrom.Select(source => source.In(order, lines))
                .FirstOrDefault(method => method is not null),
            Lines = [.. lines.Select(line => LineMapping.ToLine(line, whole.Variant(line)))],
            Currency = whole.Currency,
            Attributes = AttributesOf(order),
            Notes = order.Notes,
            StartDate = start,
            CancelDate = rules.CancelDaysAfter is { } days ? start?.AddDays(days) : null,
            HoldUntil = start?.AddDays(-rules.SendDaysAhead),
            Parcels = state == CartOrderState.PartlyShipped ? [.. whole.Parcels[id]] : null,
            Problem = string.Join("; ", ProblemsOf(whole, rules)) is { Length: > 0 } problem ? problem : null,
        };
    }

    private static OrderAttributes AttributesOf(OrderObject order) =>
        new()
        {
            Status = order.Status,
            PaymentStatus = order.PaymentStatus,
            InvoiceStatus = order.InvoiceStatus,
            FulfillmentStatus = order.FulfillmentStatus,
            PackStatus = order.PackedStatus,
            Location = order.StockLocationId is { } location ? Texts.Of(location) : null,
            Total = order.Total,
            Tags = order.Tags ?? [],
        };

    /// <summary>What is left of an order whose id cannot be read: enough to list it with the reason.</summary>
    public static CartOrder WithoutId(OrderObject order) =>
        new()
        {
            CartOrderId = $"number {order.OrderNumber}",
            OrderNumber = order.OrderNumber!,
            State = CartOrderState.Open,
            OrderedAt = order.IssuedAt ?? order.CreatedAt ?? order.UpdatedAt ?? DateTimeOffset.MaxValue,
            ChangedAt = order.UpdatedAt ?? order.CreatedAt ?? DateTimeOffset.UnixEpoch,
            Lines = [],
            Problem = "It has no readable id in QuickBooks Commerce, so that its lines cannot be read",
        };

    public static CartOrderState StateOf(OrderObject order, IReadOnlySet<string> readyStatuses) =>
        (order.Status?.ToLowerInvariant(), order.FulfillmentStatus?.ToLowerInvariant()) switch
        {
            ("void" or "deleted", _) => CartOrderState.Void,
            ("fulfilled", _) or (_, "shipped") => CartOrderState.Shipped,
            (_, "partial") => CartOrderState.PartlyShipped,
            ({ } status, _) when readyStatuses.Contains(status) => CartOrderState.Open,
            // It has a problem, which shows only if it could be ready.
            (null, _) => CartOrderState.Open,
            _ => CartOrderState.NotReady,
        };

    /// <summary>The day of the ship date; a year that nobody means is none, since days are counted from it.</summary>
    private static DateTimeOffset? StartOf(OrderObject order) =>
        order.ShipAt is { Year: > 1900 and < 9000 } at ? new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero) : null;

    private static IEnumerable<string> ProblemsOf(WholeOrder whole, OrderRules rules)
    {
        var order = whole.Order;
        if (rules.Locations.Count > 0 && !rules.Locations.Contains(order.StockLocationId ?? 0))
        {
            var location = order.StockLocationId is { } id ? $"from stock location {id}" : "from no stock location";
            yield return $"It ships {location}; this connection ships from {string.Join(", ", rules.Locations.Order())} only (ShipLocationIds)";
        }

        if (order.OrderNumber is null)
        {
            yield return "The order has no number";
        }

        if (order.Status is null)
        {
            yield return "The order has no status";
        }

        if ((order.IssuedAt ?? order.CreatedAt) is null)
        {
            yield return "The order has no readable date";
        }

        if (whole.Address(order.ShippingAddressId) is null)
        {
            yield return order.ShippingAddressId is { } address
                ? $"Its ship-to address ({address}) is no longer in QuickBooks Commerce"
                : "The order has no ship-to address";
        }

        // A line that the order counts and nobody can read may be goods: better no parcel than half of one.
        var missing = (order.OrderLineItemIds ?? []).Except(whole.Lines.Select(line => line.Id ?? 0));
        foreach (var line in missing.Take(1))
        {
            yield return $"Line {line} of the order could not be read";
        }

        foreach (var line in whole.Lines)
        {
            if (LineMapping.ProblemOf(line, whole.Variant(line)) is { } problem)
            {
                yield return problem;
            }
        }
    }
}
