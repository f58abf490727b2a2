using System.Text.Json.Serialization;

namespace Crossdock.OrderRouter.Rules;

/// <summary>The rules of one cart's orders beside the translation of names: <c>Rules</c> in a route.</summary>
public sealed class RuleOptions
{
    /// <summary>Which orders are loaded: none that meets a blocking one; if there are allowing ones, only those that meet one of them.</summary>
    public List<LoadFilter> LoadFilters { get; set; } = [];

    /// <summary>Which warehouse ships an order, highest priority first; if none is met, that of the route.</summary>
    public List<RoutingRule> Routing { get; set; } = [];

    /// <summary>The conditions of all rules.</summary>
    internal IEnumerable<OrderCondition> Conditions() =>
        LoadFilters.Select(filter => filter.When).Concat(Routing.Select(rule => rule.When));

    /// <summary>How many minutes after it was received an order waits before the warehouse gets it.</summary>
    public int HoldMinutes { get; set; }

    /// <summary>
    /// An order with the customer, address and items of another one that came within so many hours is on hold; 0 compares nothing.
    /// </summary>
    public int DuplicateHours { get; set; }

    /// <summary>Which items are sent; null for all.</summary>
    public ItemFilter? ItemFilter { get; set; }

    /// <summary>Codes and descriptions of lines that stand for items: promotions, gifts, lines without an SKU.</summary>
    public List<Substitute> Substitutes { get; set; } = [];

    /// <summary>Items that the warehouse has only as components.</summary>
    public List<Kit> Kits { get; set; } = [];

    /// <summary>True holds an order with a line of goods that has no SKU and stands for nothing; false leaves such a line out.</summary>
    public bool HoldLinesWithoutSku { get; set; }
}

/// <summary>Which orders of a cart are loaded.</summary>
public sealed class LoadFilter
{
    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";
    public FilterMode Mode { get; set; }
    public OrderCondition When { get; set; } = new();
}

/// <summary>Which warehouse ships orders that meet a condition.</summary>
public sealed class RoutingRule
{
    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";
    public OrderCondition When { get; set; } = new();

    /// <summary>A warehouse connection: that of the route, or one of its alternatives.</summary>
    public string Warehouse { get; set; } = "";

    /// <summary>The building, as the route or the alternative has it.</summary>
    public string? Building { get; set; }
}

/// <summary>Which items of a cart are sent.</summary>
public sealed class ItemFilter
{
    public FilterMode Mode { get; set; }

    /// <summary>What becomes of an order with an item that is not sent.</summary>
    public FilterLevel Level { get; set; }

    /// <summary>The cart's SKUs; one that ends in * stands for all that begin so.</summary>
    public List<string> Skus { get; set; } = [];
}

/// <summary>What the list of a filter means.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FilterMode>))]
public enum FilterMode
{
    /// <summary>These are not sent, all others are.</summary>
    Block,

    /// <summary>Only these are sent.</summary>
    Allow,
}

/// <summary>What a filter leaves out.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FilterLevel>))]
public enum FilterLevel
{
    /// <summary>The item; the rest of the order is sent.</summary>
    Item,

    /// <summary>The whole order, which is skipped.</summary>
    Order,
}

/// <summary>A code or a description of a line that stands for items.</summary>
public sealed class Substitute
{
    /// <summary>The code in the place of the SKU; empty if the description is meant.</summary>
    public string Code { get; set; } = "";

    /// <summary>The description of a line without an SKU; empty if the code is meant.</summary>
    public string Description { get; set; } = "";

    /// <summary>What is sent for one unit of the line.</summary>
    public List<Component> Items { get; set; } = [];
}

/// <summary>An item that is sent as its components.</summary>
public sealed class Kit
{
    /// <summary>The cart's SKU.</summary>
    public string Sku { get; set; } = "";

    /// <summary>What one kit consists of; one may be a kit itself.</summary>
    public List<Component> Components { get; set; } = [];
}

/// <summary>An item by the cart's SKU, and how many.</summary>
public sealed class Component
{
    public string Sku { get; set; } = "";

    /// <summary>In units.</summary>
    public decimal Quantity { get; set; } = 1;
}
