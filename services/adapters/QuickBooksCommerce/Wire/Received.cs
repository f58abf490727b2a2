namespace Crossdock.Adapters.QuickBooksCommerce.Wire;

// What is read of the service's objects: only the fields that something here needs. Every field may be missing.

/// <summary>An order; its lines, addresses and items are objects of their own.</summary>
internal sealed record OrderObject
{
    public long? Id { get; init; }
    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The day of the order, sometimes with a time.</summary>
    public DateTimeOffset? IssuedAt { get; init; }
    public string? OrderNumber { get; init; }

    /// <summary>draft, active, finalized, fulfilled, void or deleted.</summary>
    public string? Status { get; init; }

    /// <summary>unshipped, partial or shipped.</summary>
    public string? FulfillmentStatus { get; init; }

    /// <summary>unpaid, partial or paid.</summary>
    public string? PaymentStatus { get; init; }

    /// <summary>uninvoiced, partial or invoiced.</summary>
    public string? InvoiceStatus { get; init; }

    /// <summary>unpacked, partial or packed.</summary>
    public string? PackedStatus { get; init; }
    public decimal? Total { get; init; }
    public long? ShippingAddressId { get; init; }
    public long? BillingAddressId { get; init; }
    public long? CurrencyId { get; init; }
    public long? CompanyId { get; init; }

    /// <summary>The location whose stock the order is taken from.</summary>
    public long? StockLocationId { get; init; }

    /// <summary>The day on which it is to be shipped.</summary>
    public DateTimeOffset? ShipAt { get; init; }
    public string? Email { get; init; }
    public string? PhoneNumber { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public IReadOnlyList<long>? OrderLineItemIds { get; init; }
}

/// <summary>One line of an order.</summary>
internal sealed record LineObject
{
    public long? Id { get; init; }
    public long? OrderId { get; init; }
    public long? VariantId { get; init; }
    public bool? Freeform { get; init; }
    public string? Label { get; init; }

    /// <summary>null, product, discount, shipping, rounding, fee or gift_wrap.</summary>
    public string? LineType { get; init; }
    public decimal? Position { get; init; }
    public decimal? Price { get; init; }

    /// <summary>In percent of the price.</summary>
    public decimal? Discount { get; init; }
    public decimal? Quantity { get; init; }
}

internal sealed record AddressObject
{
    public long? Id { get; init; }
    public long? CompanyId { get; init; }
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? CompanyName { get; init; }
    public string? Address1 { get; init; }
    public string? Address2 { get; init; }
    public string? Suburb { get; init; }
    public string? City { get; init; }
    public string? State { get; init; }
    public string? ZipCode { get; init; }
    public string? Country { get; init; }
    public string? CountryCode { get; init; }
    public string? Email { get; init; }
    public string? PhoneNumber { get; init; }
}

/// <summary>The account of a customer.</summary>
internal sealed record CompanyObject
{
    public long? Id { get; init; }
    public string? Name { get; init; }
}

/// <summary>What is sold: the carrier of the SKU and of the stock.</summary>
internal sealed record VariantObject
{
    public long? Id { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public string? Sku { get; init; }
    public string? Name { get; init; }
    public string? ProductName { get; init; }
    public string? Status { get; init; }
    public bool? ManageStock { get; init; }
    public bool? Composite { get; init; }
    public decimal? MovingAverageCost { get; init; }
    public decimal? LastCostPrice { get; init; }
    public decimal? BuyPrice { get; init; }
    public IReadOnlyList<VariantLocationObject>? Locations { get; init; }
}

/// <summary>A variant's stock at one location.</summary>
internal sealed record VariantLocationObject
{
    public long? LocationId { get; init; }
    public decimal? StockOnHand { get; init; }
}

/// <summary>A parcel: packed, fulfilled, void or deleted.</summary>
internal sealed record FulfillmentObject
{
    public long? Id { get; init; }
    public long? OrderId { get; init; }
    public string? Status { get; init; }
    public string? Notes { get; init; }
    public string? TrackingNumber { get; init; }
}

/// <summary>How much of an order's line a fulfillment holds.</summary>
internal sealed record FulfillmentLineObject
{
    public long? FulfillmentId { get; init; }
    public long? OrderLineItemId { get; init; }
    public decimal? Quantity { get; init; }
}

/// <summary>A currency of the account; not documented, see Orders/Currencies.</summary>
internal sealed record CurrencyObject
{
    public long? Id { get; init; }

    /// <summary>ISO 4217, or a merchant's own.</summary>
    public string? Iso { get; init; }
}

internal sealed record StockAdjustmentObject
{
    public string? Notes { get; init; }
}

internal sealed record AccountObject
{
    public string? Name { get; init; }
    public long? PrimaryLocationId { get; init; }
}

/// <summary>Every answer of the service: the objects asked for under their name, and what came along beside them.</summary>
internal sealed record Envelope
{
    public IReadOnlyList<OrderObject>? Orders { get; init; }
    public OrderObject? Order { get; init; }
    public IReadOnlyList<LineObject>? OrderLineItems { get; init; }
    public IReadOnlyList<AddressObject>? Addresses { get; init; }
    public IReadOnlyList<CompanyObject>? Companies { get; init; }
    public IReadOnlyList<VariantObject>? Variants { get; init; }
    public IReadOnlyList<FulfillmentObject>? Fulfillments { get; init; }
    public FulfillmentObject? Fulfillment { get; init; }
    public IReadOnlyList<FulfillmentLineObject>? FulfillmentLineItems { get; init; }
    public IReadOnlyList<StockAdjustmentObject>? StockAdjustments { get; init; }
    public IReadOnlyList<CurrencyObject>? Currencies { get; init; }
    public AccountObject? Account { get; init; }
    public IReadOnlyList<SubscriptionObject>? Webhooks { get; init; }
}

/// <summary>The header X-Pagination.</summary>
internal sealed record PaginationObject
{
    public decimal? TotalRecords { get; init; }
    public bool? LastPage { get; init; }
}

/// <summary>The answer of /oauth/token.</summary>
internal sealed record TokenObject
{
    public string? AccessToken { get; init; }
    public string? RefreshToken { get; init; }

    /// <summary>In seconds.</summary>
    public decimal? ExpiresIn { get; init; }
}

/// <summary>A webhook as the service keeps it: what is sent where.</summary>
internal sealed record SubscriptionObject
{
    public string? Event { get; init; }
    public string? Address { get; init; }
}

/// <summary>What a webhook delivers.</summary>
internal sealed record WebhookObject
{
    public long? ObjectId { get; init; }
    public long? OrderId { get; init; }
    public string? Event { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public decimal? Timestamp { get; init; }
}
