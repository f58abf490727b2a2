using System.Globalization;
using System.Text.Json;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>The fields of an object that a client sent. Reads as leniently as the cart, and refuses in its words.</summary>
internal readonly struct CartBody(JsonElement element)
{
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    public bool Has(string name) => element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out _);

    public JsonElement Get(string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public string? Text(string name) =>
        Get(name) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? value.ToString() : null;

    /// <summary>The text that was sent, or the current one if the field was not sent.</summary>
    public string? Text(string name, string? current) => Has(name) ? Text(name) : current;

    /// <summary>The text that was sent, or null if it is blank.</summary>
    public string? Filled(string name) => string.IsNullOrWhiteSpace(Text(name)) ? null : Text(name);

    public string Required(string name) => Filled(name) ?? throw CartProblem.Invalid(name, "can't be blank");

    public bool Flag(string name, bool otherwise) =>
        Filled(name)?.ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => otherwise,
        };

    public int? Id(string name) =>
        Filled(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id
        : throw CartProblem.Invalid(name, "is not a number");

    public int? Id(string name, int? current) => Has(name) ? Id(name) : current;

    /// <summary>The record that a required id refers to.</summary>
    public T Known<T>(Table<T> table, string name)
        where T : CartRecord =>
        table.Find(Id(name) ?? throw CartProblem.Invalid(name, "can't be blank"))
        ?? throw CartProblem.Invalid(name, "is invalid");

    public T? KnownIfSent<T>(Table<T> table, string name)
        where T : CartRecord => Filled(name) is null ? null : Known(table, name);

    public string? Status(string[] statuses) =>
        Filled("status") is { } status && !statuses.Contains(status)
            ? throw CartProblem.Invalid("status", "is not included in the list")
            : Filled("status");

    public decimal? Number(string name) =>
        Filled(name) is not { } text ? null
        : decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
        : throw CartProblem.Invalid(name, "is not a number");

    /// <summary>A time or a date; "21-02-2018" is day-month-year, as a client was seen to send it.</summary>
    public DateTimeOffset? Time(string name) =>
        Filled(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, "d-M-yyyy", CultureInfo.InvariantCulture, Utc, out var day) ? day
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) ? time
        : throw CartProblem.Invalid(name, "is not a valid date");

    public DateOnly? Day(string name) => Time(name) is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null;

    /// <summary>The objects of a list. A form may number them instead.</summary>
    public List<CartBody> Children(string name) =>
        Get(name) switch
        {
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(child => new CartBody(child))],
            { ValueKind: JsonValueKind.Object } map =>
            [
                .. map.EnumerateObject().Select(child => new CartBody(child.Value)),
            ],
            _ => [],
        };

    /// <summary>The texts of a list, or of a text with commas.</summary>
    public List<string> Texts(string name) =>
        Get(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(child => child.ToString())]
            :
            [
                .. (Text(name) ?? "").Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                ),
            ];
}
