using System.Globalization;
using System.Text.Json.Nodes;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>How the cart writes its values.</summary>
internal static class CartJson
{
    public static string Stamp(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string? Stamp(DateTimeOffset? time) => time is { } known ? Stamp(known) : null;

    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A quantity or a price: "1.0", "166.75".</summary>
    public static string Number(decimal value) => value.ToString("0.0#########", CultureInfo.InvariantCulture);

    public static string? Number(decimal? value) => value is { } known ? Number(known) : null;

    /// <summary>A stock figure: "301", "-12", and a zero as the integer 0.</summary>
    public static JsonNode Stock(decimal value) =>
        value == 0 ? 0 : value.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>A total: "166.75", and a zero as the integer 0.</summary>
    public static JsonNode Total(decimal value) => value == 0 ? 0 : Number(value);

    public static JsonArray Ids(IEnumerable<int> ids) => [.. ids.Select(id => (JsonNode)id)];

    public static JsonArray Texts(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
