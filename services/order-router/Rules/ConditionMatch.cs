using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>A condition, indexed once; says which criterion an order does not meet.</summary>
public sealed class ConditionMatch
{
    private static readonly StringComparer Ignoring = StringComparer.OrdinalIgnoreCase;
    private readonly List<(string Name, Func<OrderReceived, bool> IsMet)> criteria = [];

    public ConditionMatch(OrderCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        Add("country", condition.Countries, order => [order.ShipTo.CountryCode, order.ShipTo.Country]);
        Add("state", condition.States, order => [order.ShipTo.State]);
        AddPrefixes("postal code", condition.PostalCodes, order => [order.ShipTo.PostalCode]);
        AddPatterns("SKU", condition.Skus, order => Goods(order).Select(line => line.Sku));
        Add("tag", condition.Tags, order => order.Attributes?.Tags ?? []);
        Add("ship method", condition.ShipMethods, order => [order.ShipMethod ?? ""]);
        Add("location", condition.Locations, order => [order.Attributes?.Location]);
        Add("status", condition.Statuses, order => [order.Attributes?.Status]);
        Add("payment status", condition.PaymentStatuses, order => [order.Attributes?.PaymentStatus]);
        Add("invoice status", condition.InvoiceStatuses, order => [order.Attributes?.InvoiceStatus]);
        Add("fulfillment status", condition.FulfillmentStatuses, order => [order.Attributes?.FulfillmentStatus]);
        Add("pack status", condition.PackStatuses, order => [order.Attributes?.PackStatus]);
        AddBounds("total", condition.MinTotal, condition.MaxTotal, order => order.Attributes?.Total);
        AddBounds(
            "quantity",
            condition.MinQuantity,
            condition.MaxQuantity,
            order => Goods(order).Sum(line => decimal.Clamp(line.Quantity, 0, QuantityRule.MaxUnits))
        );
        if (condition.OrderedFrom is { } from)
        {
            criteria.Add(("order date", order => order.OrderedAt >= from));
        }

        if (condition.OrderedBefore is { } before)
        {
            criteria.Add(("order date", order => order.OrderedAt < before));
        }
    }

    /// <summary>True if it has no criterion: then every order meets it.</summary>
    public bool IsEmpty => criteria.Count == 0;

    /// <summary>True if the order meets every criterion.</summary>
    public bool IsMet(OrderReceived order) => criteria.TrueForAll(one => one.IsMet(order));

    /// <summary>The names of the criteria, for people: "country, total".</summary>
    public string Names => string.Join(", ", criteria.Select(one => one.Name).Distinct(StringComparer.Ordinal));

    /// <summary>The names of the criteria that the order does not meet.</summary>
    public string NotMet(OrderReceived order) =>
        string.Join(
            ", ",
            criteria.Where(one => !one.IsMet(order)).Select(one => one.Name).Distinct(StringComparer.Ordinal)
        );

    private static IEnumerable<OrderLine> Goods(OrderReceived order) =>
        order.Lines.Where(line => line is { Kind: LineKind.Product, Sku: not null });

    private void Add(string name, List<string> wanted, Func<OrderReceived, IEnumerable<string?>> values)
    {
        if (wanted.Count > 0)
        {
            var set = wanted.Select(one => one.Trim()).ToHashSet(Ignoring);
            criteria.Add((name, order => values(order).Any(value => value is not null && set.Contains(value.Trim()))));
        }
    }

    private void AddPrefixes(string name, List<string> wanted, Func<OrderReceived, IEnumerable<string?>> values) =>
        AddPatterns(name, [.. wanted.Select(one => $"{one.Trim().TrimEnd('*')}*")], values);

    private void AddPatterns(string name, List<string> wanted, Func<OrderReceived, IEnumerable<string?>> values)
    {
        if (wanted.Count > 0)
        {
            var patterns = new SkuPatterns(wanted);
            criteria.Add((name, order => values(order).Any(value => value is not null && patterns.Match(value))));
        }
    }

    private void AddBounds(string name, decimal? min, decimal? max, Func<OrderReceived, decimal?> value)
    {
        if (min is not null || max is not null)
        {
            criteria.Add((name, order => value(order) is { } one && !(one < min) && !(one > max)));
        }
    }
}
