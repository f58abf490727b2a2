namespace Crossdock.OrderRouter.Rules;

/// <summary>
/// Which orders a filter or a routing rule means. All criteria that are set have to be met; of a list, any entry. Texts are compared ignoring
/// case and surrounding spaces.
/// </summary>
public sealed class OrderCondition
{
    /// <summary>ISO 3166-1 alpha-2 codes of the ship-to address, or names as the cart has them.</summary>
    public List<string> Countries { get; set; } = [];

    /// <summary>States or provinces as the cart has them.</summary>
    public List<string> States { get; set; } = [];

    /// <summary>How the postal code begins.</summary>
    public List<string> PostalCodes { get; set; } = [];

    /// <summary>The order has an item with one of these SKUs; one that ends in * stands for all that begin so.</summary>
    public List<string> Skus { get; set; } = [];
    public List<string> Tags { get; set; } = [];

    /// <summary>The cart's names.</summary>
    public List<string> ShipMethods { get; set; } = [];

    /// <summary>The cart's stock locations.</summary>
    public List<string> Locations { get; set; } = [];

    /// <summary>The order's status in the cart, in the cart's words; the same for the others.</summary>
    public List<string> Statuses { get; set; } = [];
    public List<string> PaymentStatuses { get; set; } = [];
    public List<string> InvoiceStatuses { get; set; } = [];
    public List<string> FulfillmentStatuses { get; set; } = [];
    public List<string> PackStatuses { get; set; } = [];

    /// <summary>In the order's currency. An order whose cart names no total meets neither bound.</summary>
    public decimal? MinTotal { get; set; }
    public decimal? MaxTotal { get; set; }

    /// <summary>Units of all items together.</summary>
    public decimal? MinQuantity { get; set; }
    public decimal? MaxQuantity { get; set; }

    /// <summary>Ordered at this moment or later.</summary>
    public DateTimeOffset? OrderedFrom { get; set; }

    /// <summary>Ordered before this moment.</summary>
    public DateTimeOffset? OrderedBefore { get; set; }

    /// <summary>All its lists of texts.</summary>
    internal IEnumerable<List<string>> Lists() =>
        [
            Countries,
            States,
            PostalCodes,
            Skus,
            Tags,
            ShipMethods,
            Locations,
            Statuses,
            PaymentStatuses,
            InvoiceStatuses,
            FulfillmentStatuses,
            PackStatuses,
        ];
}
