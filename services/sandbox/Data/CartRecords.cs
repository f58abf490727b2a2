using System.Text.Json.Serialization;
using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.Data;

internal sealed class CartOrder : CartRecord
{
    public required string OrderNumber { get; set; }
    public string Status { get; set; } = Choices.NewOrderStatus;
    public string FulfillmentStatus { get; set; } = "unshipped";
    public string PackedStatus { get; set; } = "unpacked";
    public string InvoiceStatus { get; set; } = "uninvoiced";
    public string PaymentStatus { get; set; } = "unpaid";
    public DateOnly IssuedAt { get; set; }
    public DateOnly? ShipAt { get; set; }
    public int CompanyId { get; set; }
    public int? BillingAddressId { get; set; }
    public int? ShippingAddressId { get; set; }
    public int StockLocationId { get; set; }
    public int? AssigneeId { get; set; }
    public int? ContactId { get; set; }
    public string? Email { get; set; }
    public string? PhoneNumber { get; set; }
    public string? Notes { get; set; }
    public string? ReferenceNumber { get; set; }
    public string? SourceUrl { get; set; }
    public string? SourceId { get; set; }
    public string DefaultPriceListId { get; set; } = "retail";
    public string TaxTreatment { get; set; } = "exclusive";
    public List<string> Tags { get; set; } = [];

    [JsonPropertyName("order_line_item_ids")]
    public List<int> LineIds { get; set; } = [];
    public List<int> FulfillmentIds { get; set; } = [];
    public List<int> InvoiceIds { get; set; } = [];
    public List<int> PaymentIds { get; set; } = [];
}

internal sealed class CartLine : CartRecord
{
    public int OrderId { get; set; }
    public int? VariantId { get; set; }
    public bool Freeform { get; set; }

    /// <summary>null, product, discount, shipping, rounding, fee or gift_wrap.</summary>
    public string? LineType { get; set; }
    public string? Label { get; set; }
    public int Position { get; set; }
    public decimal Price { get; set; }
    public decimal Quantity { get; set; }

    /// <summary>In percent of the price.</summary>
    public decimal? Discount { get; set; }
    public int? TaxTypeId { get; set; }
    public decimal? TaxRateOverride { get; set; }
    public string? ImageUrl { get; set; }

    [JsonPropertyName("fulfillment_line_item_ids")]
    public List<int> FulfillmentLineIds { get; set; } = [];

    /// <summary>True for a product: nothing else leaves in a parcel.</summary>
    [JsonIgnore]
    public bool Shippable => VariantId is not null && !Freeform && LineType is null or "product";
}

internal sealed class CartAddress : CartRecord
{
    public int CompanyId { get; set; }
    public string? Address1 { get; set; }
    public string? Address2 { get; set; }
    public string? City { get; set; }
    public string? CompanyName { get; set; }
    public string? Country { get; set; }
    public string? CountryCode { get; set; }
    public string? Email { get; set; }
    public string? FirstName { get; set; }
    public string? LastName { get; set; }
    public string? Label { get; set; }
    public string? PhoneNumber { get; set; }
    public string? State { get; set; }
    public string? Suburb { get; set; }
    public string? ZipCode { get; set; }
    public string Status { get; set; } = "active";
}

internal sealed class CartCompany : CartRecord
{
    public required string Name { get; set; }
    public string CompanyType { get; set; } = "business";
    public string? CompanyCode { get; set; }
    public string? Email { get; set; }
    public string? PhoneNumber { get; set; }
    public string? Website { get; set; }
    public string? Description { get; set; }
    public string Status { get; set; } = "active";
    public List<int> AddressIds { get; set; } = [];
}

internal sealed class CartVariant : CartRecord
{
    public int ProductId { get; set; }
    public required string Sku { get; set; }
    public string? Upc { get; set; }
    public required string Name { get; set; }
    public required string ProductName { get; set; }
    public decimal RetailPrice { get; set; }
    public string Status { get; set; } = "active";

    /// <summary>Stock on hand by location id.</summary>
    public Dictionary<int, decimal> OnHand { get; set; } = [];
}

internal sealed class CartLocation : CartRecord
{
    public required string Label { get; set; }
    public string? Address1 { get; set; }
    public string? City { get; set; }
    public string? Country { get; set; }
    public string? State { get; set; }
    public string? ZipCode { get; set; }
    public bool HoldsStock { get; set; } = true;
}

internal sealed class CartFulfillment : CartRecord
{
    public int OrderId { get; set; }
    public int? ShippingAddressId { get; set; }
    public int? BillingAddressId { get; set; }
    public int StockLocationId { get; set; }
    public string Status { get; set; } = "packed";
    public string? DeliveryType { get; set; }
    public string? Notes { get; set; }
    public string? Service { get; set; }
    public string? TrackingCompany { get; set; }
    public string? TrackingNumber { get; set; }
    public string? TrackingUrl { get; set; }
    public DateOnly? PackedAt { get; set; }
    public DateTimeOffset? ShippedAt { get; set; }
    public DateTimeOffset? ReceivedAt { get; set; }

    [JsonPropertyName("fulfillment_line_item_ids")]
    public List<int> LineIds { get; set; } = [];

    /// <summary>True if the seed created it and not a client. Not shown.</summary>
    public bool BySeed { get; set; }
}

internal sealed class CartFulfillmentLine : CartRecord
{
    public int FulfillmentId { get; set; }

    [JsonPropertyName("order_line_item_id")]
    public int OrderLineId { get; set; }
    public int? VariantId { get; set; }
    public decimal Quantity { get; set; }
    public decimal? BasePrice { get; set; }
    public int Position { get; set; }
}

internal sealed class StockAdjustment : CartRecord
{
    public required string AdjustmentNumber { get; set; }
    public string? Notes { get; set; }
    public required string Reason { get; set; }
    public int StockLocationId { get; set; }

    [JsonPropertyName("stock_adjustment_line_item_ids")]
    public List<int> LineIds { get; set; } = [];
}

internal sealed class StockAdjustmentLine : CartRecord
{
    public int StockAdjustmentId { get; set; }
    public int VariantId { get; set; }
    public decimal Quantity { get; set; }
    public decimal? Price { get; set; }
    public int Position { get; set; }
}

internal sealed class IdempotencyKey : CartRecord
{
    public required string Key { get; set; }
}

internal sealed class CartWebhook : CartRecord
{
    public required string Event { get; set; }
    public required string Address { get; set; }

    /// <summary>Since when every delivery has failed; null if the last one succeeded. Not shown.</summary>
    public DateTimeOffset? FailingSince { get; set; }
}

/// <summary>A pending webhook call.</summary>
internal sealed class WebhookDelivery : CartRecord
{
    public int WebhookId { get; set; }
    public required string Key { get; set; }
    public required string Event { get; set; }
    public required string Resource { get; set; }
    public int ObjectId { get; set; }
    public int? OrderId { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset DueAt { get; set; }
}

/// <summary>An issued authorization code, access token or refresh token.</summary>
internal sealed class OAuthGrant : CartRecord
{
    public required string Kind { get; set; }
    public required string Token { get; set; }

    /// <summary>Null: valid until it is used.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
}
