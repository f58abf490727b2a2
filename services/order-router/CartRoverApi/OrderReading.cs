using System.Text.Json;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Reads a posted order: numbers or texts, one line or a list of them. Unknown fields are passed over. Pure.</summary>
internal static class OrderReading
{
    private const int MaxText = 2000;
    private const int MaxExtra = 200;

    /// <summary>What a body holds: one order, or a list of them.</summary>
    /// <exception cref="CartRoverException">It holds something else, or too many.</exception>
    public static IReadOnlyList<JsonElement> Orders(JsonElement body, int max)
    {
        JsonElement[] orders = body.ValueKind == JsonValueKind.Array ? [.. body.EnumerateArray()] : [body];
        return orders.Length is 0 || Array.Exists(orders, order => order.ValueKind != JsonValueKind.Object)
                ? throw new CartRoverException(ErrorCode.Invalid, "The body holds no order.")
            : orders.Length > max
                ? throw new CartRoverException(
                    ErrorCode.Invalid,
                    $"The body holds {orders.Length} orders: post at most {max} at once."
                )
            : orders;
    }

    /// <exception cref="CartRoverException">A text is longer than any that is shipped.</exception>
    public static PostedFields Fields(JsonElement order) =>
        new()
        {
            Header = Texts(order, OrderFields.All.Contains),
            Extra = ExtraOf(order),
            Items = [.. ItemsOf(order).Select(ItemOf)],
        };

    private static PostedItem ItemOf(JsonElement item) =>
        new() { Header = Texts(item, OrderFields.AllOfLine.Contains), Extra = ExtraOf(item) };

    /// <summary>One client sends a single line without a list around it.</summary>
    private static IEnumerable<JsonElement> ItemsOf(JsonElement order) =>
        order.TryGetProperty("items", out var items)
            ? items.ValueKind switch
            {
                JsonValueKind.Object => [items],
                JsonValueKind.Array => items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object),
                _ => [],
            }
            : [];

    private static Dictionary<string, string> ExtraOf(JsonElement owner) =>
        owner.TryGetProperty("extra_fields", out var extra) && extra.ValueKind == JsonValueKind.Object
            ? Texts(extra, _ => true, MaxExtra)
            : new(StringComparer.Ordinal);

    private static Dictionary<string, string> Texts(
        JsonElement owner,
        Func<string, bool> isKnown,
        int max = int.MaxValue
    )
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in owner.EnumerateObject().Where(field => isKnown(field.Name)))
        {
            if (FieldText.Of(field.Value) is not { } text)
            {
                continue;
            }

            if (text.Length > MaxText || field.Name.Length > MaxText || texts.Count >= max)
            {
                throw new CartRoverException(
                    ErrorCode.Invalid,
                    $"Field {field.Name[..Math.Min(field.Name.Length, 50)]} is longer than {MaxText} characters, or one of more than {max}."
                );
            }

            texts[field.Name] = text;
        }

        return texts;
    }
}
