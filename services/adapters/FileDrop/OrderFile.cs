using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Crossdock.Contracts;

namespace Crossdock.Adapters.FileDrop;

/// <summary>An order as people write it. A field that is not known is refused: it is a known one misspelt.</summary>
internal sealed record DroppedOrder
{
    /// <summary>It makes the order what it is: the same number in another file is the same order, changed.</summary>
    public required string Number { get; init; }

    /// <summary>A date, or a moment; without an offset it is UTC. Where it is missing, the file's own time stands for it.</summary>
    public string? OrderedAt { get; init; }
    public string? ShipMethod { get; init; }
    public bool Void { get; init; }
    public Address? ShipTo { get; init; }
    public Address? BillTo { get; init; }
    public string? Currency { get; init; }
    public string? Notes { get; init; }
    public IReadOnlyList<DroppedLine> Lines { get; init; } = [];
}

/// <summary>A line of an order; its id is its place, counted from 1.</summary>
internal sealed record DroppedLine
{
    public required string Sku { get; init; }
    public required decimal Quantity { get; init; }
    public decimal UnitPrice { get; init; }
    public string? Description { get; init; }
}

/// <summary>An order of a file, or what keeps it from being read.</summary>
/// <param name="Place">Where in the file it is, for people.</param>
/// <param name="Number">Null where it has none, so that only its place can be named.</param>
/// <param name="Json">Null where it cannot be read.</param>
/// <param name="Problem">Why it cannot be read.</param>
internal sealed record FoundOrder(string Place, string? Number, JsonObject? Json, string? Problem);

/// <summary>Reads files of orders: JSON with one order or a list of them, CSV with a row for each line of an order.</summary>
internal static class OrderFile
{
    private const int MaxOrders = 10_000;
    private const int MaxNumberLength = 100;
    private const string NoNumber = "it has no number of 1 to 100 characters";

    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonDocumentOptions NothingTwice = new() { AllowDuplicateProperties = false };

    // What is nested too deep costs its own order, not the file.
    private static readonly JsonDocumentOptions AnyDepth = new() { MaxDepth = DropFolder.MaxBytes };

    public static bool IsTable(string name) => name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>The orders in the file, each as JSON: what is wrong with one of them must not stop the others.</summary>
    /// <exception cref="FormatException">The file is none of orders.</exception>
    public static IReadOnlyList<FoundOrder> Split(string name, DropText text)
    {
        List<FoundOrder> orders =
        [
            .. (IsTable(name) ? OrderTable.Split(text, AnyCase) : FromJson(text)).Take(MaxOrders + 1),
        ];
        return orders.Count <= MaxOrders ? orders : throw new FormatException($"it holds more than {MaxOrders} orders");
    }

    /// <exception cref="JsonException">A field is missing, unknown or of the wrong kind.</exception>
    public static DroppedOrder Read(JsonObject order, string number)
    {
        order["number"] = number;
        var read = order.Deserialize(OrderJson.Default.DroppedOrder)!;
        return read.Lines.Contains(null!) ? throw new JsonException("one of its lines is null") : read;
    }

    public static string? ToNumber(string? text) =>
        text?.Trim() is { Length: > 0 and <= MaxNumberLength } number ? number : null;

    public static FoundOrder Unnamed(string place) => new(place, null, null, NoNumber);

    private static List<FoundOrder> FromJson(DropText text)
    {
        try
        {
            using var document = JsonDocument.Parse(JsonText.Repair(text.Text), AnyDepth);
            var root = document.RootElement;
            return root.ValueKind switch
            {
                JsonValueKind.Object => [Found(root, "the order", text)],
                JsonValueKind.Array =>
                [
                    .. root.EnumerateArray()
                        .Take(MaxOrders + 1)
                        .Select((order, place) => Found(order, $"order {place + 1}", text)),
                ],
                _ => throw new FormatException("it holds no order"),
            };
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static FoundOrder Found(JsonElement order, string place, DropText text)
    {
        if (NumberOf(order) is not { } number)
        {
            return Unnamed(place);
        }

        var json = order.GetRawText();
        if (text.IsBad(json))
        {
            return new(place, number, null, DropText.BadBytes);
        }

        try
        {
            return new(place, number, JsonNode.Parse(json, AnyCase, NothingTwice)!.AsObject(), null);
        }
        catch (JsonException e)
        {
            return new(place, number, null, e.Message);
        }
    }

    /// <summary>Null where it has none, or two.</summary>
    private static string? NumberOf(JsonElement order)
    {
        if (order.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        List<JsonElement> numbers =
        [
            .. order
                .EnumerateObject()
                .Where(field => field.Name.Equals("number", StringComparison.OrdinalIgnoreCase))
                .Select(field => field.Value),
        ];
        return numbers is [{ ValueKind: JsonValueKind.String or JsonValueKind.Number } number]
            ? ToNumber(number.ToString())
            : null;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true
)]
[JsonSerializable(typeof(DroppedOrder))]
[JsonSerializable(typeof(ConfirmShipment))]
[JsonSerializable(typeof(StockLevel))]
internal sealed partial class OrderJson : JsonSerializerContext;
