using System.Globalization;

namespace Crossdock.Adapters.QuickBooksCommerce.Wire;

// What is sent: exactly the documented fields, in the documented shapes; what is null is left out.

internal sealed record FulfillmentBody(FulfillmentFields Fulfillment);

internal sealed record FulfillmentFields
{
    public long? OrderId { get; init; }
    public string? Status { get; init; }
    public string? PackedAt { get; init; }
    public string? ShippedAt { get; init; }
    public string? TrackingNumber { get; init; }
    public string? TrackingCompany { get; init; }
    public string? Service { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<FulfillmentLineFields>? FulfillmentLineItems { get; init; }
}

internal sealed record FulfillmentLineFields(long OrderLineItemId, decimal Quantity);

internal sealed record StockAdjustmentBody(StockAdjustmentFields StockAdjustment);

internal sealed record StockAdjustmentFields
{
    public required string Reason { get; init; }
    public required string Notes { get; init; }
    public required long StockLocationId { get; init; }
    public required IReadOnlyList<StockAdjustmentLineFields> StockAdjustmentLineItems { get; init; }
}

/// <param name="VariantId">Whose stock changes.</param>
/// <param name="Quantity">By how many units, never zero.</param>
/// <param name="Price">Cost of a unit as a string; required where the quantity is above zero.</param>
internal sealed record StockAdjustmentLineFields(long VariantId, decimal Quantity, string? Price);

internal sealed record SubscriptionBody(SubscriptionFields Webhook);

internal sealed record SubscriptionFields(string Address, string Event);

/// <summary>The documented texts of figures and times.</summary>
internal static class Texts
{
    /// <summary>UTC with milliseconds; cut, not rounded, so that a lower bound never moves up.</summary>
    public static string Of(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Of(decimal figure) => figure.ToString("0.####", CultureInfo.InvariantCulture);

    public static string Of(long id) => id.ToString(CultureInfo.InvariantCulture);

    /// <summary>The same figure without trailing zeros, which JSON would otherwise show.</summary>
    public static decimal Plain(decimal figure) => figure / 1.0000000000000000000000000000m;
}
