using System.Text.Json;
using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Webhooks;

/// <summary>What a webhook says: that something changed. What it is now has to be fetched.</summary>
/// <param name="Event">For example <c>order.finalized</c>.</param>
/// <param name="ObjectId">The id of what changed.</param>
/// <param name="OrderId">The order it belongs to: said with fulfillments, and for orders the object itself.</param>
/// <param name="At">When, in UTC; null where it is not said.</param>
public sealed record WebhookEvent(string Event, long ObjectId, long? OrderId, DateTimeOffset? At)
{
    /// <summary>Null where the body is no event.</summary>
    public static WebhookEvent? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return
                JsonSerializer.Deserialize(body, ReceivedJson.Default.WebhookObject)
                    is { Event: { } name, ObjectId: { } id } said
                ? new(name, id, said.OrderId ?? OrderOf(name, id), Moment(said.Timestamp))
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long? OrderOf(string name, long id) =>
        name.StartsWith("order.", StringComparison.Ordinal) ? id : null;

    private static DateTimeOffset? Moment(decimal? seconds) =>
        seconds is >= 0 and <= 253_402_300_799 ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;
}
