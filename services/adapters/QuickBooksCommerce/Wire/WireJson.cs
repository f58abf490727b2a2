using System.Text.Json.Serialization;

namespace Crossdock.Adapters.QuickBooksCommerce.Wire;

/// <summary>Reading: lenient in everything.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [
        typeof(LenientNumber),
        typeof(LenientId),
        typeof(LenientText),
        typeof(LenientFlag),
        typeof(LenientMoment),
        typeof(LenientIds),
        typeof(LenientTexts),
        typeof(LenientObjects<OrderObject>),
        typeof(LenientObjects<LineObject>),
        typeof(LenientObjects<AddressObject>),
        typeof(LenientObjects<VariantObject>),
        typeof(LenientObjects<VariantLocationObject>),
        typeof(LenientObjects<FulfillmentObject>),
        typeof(LenientObjects<FulfillmentLineObject>),
        typeof(LenientObjects<CurrencyObject>),
        typeof(LenientObjects<StockAdjustmentObject>),
        typeof(LenientObjects<SubscriptionObject>),
    ]
)]
[JsonSerializable(typeof(Envelope))]
[JsonSerializable(typeof(PaginationObject))]
[JsonSerializable(typeof(TokenObject))]
[JsonSerializable(typeof(WebhookObject))]
internal sealed partial class ReceivedJson : JsonSerializerContext;

/// <summary>Writing: exactly what is documented.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(FulfillmentBody))]
[JsonSerializable(typeof(StockAdjustmentBody))]
[JsonSerializable(typeof(SubscriptionBody))]
internal sealed partial class SentJson : JsonSerializerContext;
