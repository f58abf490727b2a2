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

/// <summary>Reads files of orders: JSON with one order or a list of them, CSV with a row for each line of an order.</summary>
internal static class OrderFile
{
    private const int MaxOrders = 1000;
    private static readonly string[] LineColumns = ["sku", "quantity", "unitPrice", "description"];
    private static readonly string[] OrderColumns = ["number", "orderedAt", "shipMethod", "void", "currency", "notes"];

    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };
    private static readonly JsonDocumentOptions NothingTwice = new() { AllowDuplicateProperties = false };

    /// <summary>The orders in the file, each as JSON: what is wrong with one of them must not stop the others.</summary>
    /// <exception cref="FormatException">The file is none of orders.</exception>
    public static IReadOnlyList<JsonObject> Split(string name, string text)
    {
        List<JsonObject> orders = name.EndsWith(".csv", StringComparison.Ordinal)
            ? [.. Csv.Read(text).GroupBy(NumberIn, StringComparer.Ordinal).Select(FromRows)]
            : FromJson(text);
        return orders.Count <= MaxOrders ? orders : throw new FormatException($"it holds more than {MaxOrders} orders");
    }

    /// <summary>The order's number; null where it has none, so that it cannot be spoken of.</summary>
    public static string? NumberOf(JsonObject order) =>
        order["number"] is JsonValue value
        && value.GetValueKind() is JsonValueKind.String or JsonValueKind.Number
        && value.ToString().Trim() is { Length: > 0 and <= 100 } number
            ? number
            : null;

    /// <exception cref="JsonException">A field is missing, unknown or of the wrong kind.</exception>
    public static DroppedOrder Read(JsonObject order)
    {
        order["number"] = NumberOf(order);
        var read = order.Deserialize(OrderJson.Default.DroppedOrder)!;
        return read.Lines.Contains(null!) ? throw new JsonException("one of its lines is null") : read;
    }

    private static List<JsonObject> FromJson(string text)
    {
        try
        {
            return JsonNode.Parse(text, AnyCase, NothingTwice) switch
            {
                JsonObject order => [order],
                JsonArray list => [.. list.OfType<JsonObject>()],
                _ => throw new FormatException("it holds no order"),
            };
        }
        catch (JsonException e)
        {
            throw new FormatException(e.Message, e);
        }
    }

    private static string NumberIn(IReadOnlyDictionary<string, string> row) =>
        row.GetValueOrDefault("number") ?? throw new FormatException("a row has nothing in the column number");

    /// <summary>What is said of the order is taken from its first row; a column that is neither the order's nor a line's is the address's.</summary>
    private static JsonObject FromRows(IEnumerable<IReadOnlyDictionary<string, string>> rows)
    {
        var (order, shipTo, lines) = (new JsonObject(AnyCase), new JsonObject(), new JsonArray());
        foreach (var row in rows)
        {
            var line = new JsonObject();
            foreach (var (column, value) in row)
            {
                var home =
                    Has(LineColumns, column) ? line
                    : Has(OrderColumns, column) ? order
                    : shipTo;
                home.TryAdd(column, Has(["void"], column) ? JsonValue.Create(IsTrue(value)) : value);
            }

            lines.Add(line);
        }

        (order["shipTo"], order["lines"]) = (shipTo, lines);
        return order;
    }

    private static bool Has(string[] columns, string column) =>
        columns.Contains(column, StringComparer.OrdinalIgnoreCase);

    private static bool IsTrue(string value) =>
        bool.TryParse(value, out var said)
            ? said
            : throw new FormatException($"void is \"{value}\", and neither true nor false");
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
