using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Refit;

namespace Crossdock.Adapters.QuickBooksCommerce.Wire;

/// <summary>Reading: lenient in everything. What is nested deep is passed over, and the number of elements is bounded before.</summary>
[JsonSourceGenerationOptions(
    MaxDepth = int.MaxValue,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [
        typeof(LenientNumber),
        typeof(LenientId),
        typeof(LenientText),
        typeof(LenientFlag),
        typeof(LenientMoment),
        typeof(LenientIds),
        typeof(LenientTexts),
        typeof(LenientOrders),
        typeof(LenientObjects<LineObject>),
        typeof(LenientObjects<AddressObject>),
        typeof(LenientObjects<CompanyObject>),
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

/// <summary>Carries the objects of both contexts for Refit.</summary>
internal sealed class WireSerializer : IHttpContentSerializer
{
    public HttpContent ToHttpContent<T>(T item) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(item, typeof(T), SentJson.Default))
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        var body = await content.ReadAsByteArrayAsync(cancellationToken);
        return body.Length == 0
            ? default
            : (T?)JsonSerializer.Deserialize(Readable(body), typeof(T), ReceivedJson.Default);
    }

    /// <summary>Half an emoji, or a byte that is no text, costs a character and not the answer.</summary>
    private static ReadOnlySpan<byte> Readable(byte[] body) =>
        Utf8.IsValid(body) && body.AsSpan().IndexOf("\\ud"u8) < 0 && body.AsSpan().IndexOf("\\uD"u8) < 0
            ? body
            : Encoding.UTF8.GetBytes(JsonText.Repair(Encoding.UTF8.GetString(body)));

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;
}
