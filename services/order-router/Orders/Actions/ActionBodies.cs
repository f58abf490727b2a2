using System.ComponentModel;
using System.Text.Json.Serialization;
using Crossdock.Adapters;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>The body of a comment.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CommentBody([property: Description("At most 2,000 characters.")] string? Text);

/// <summary>The body of an action that needs a reason.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ReasonBody(
    [property: Description("Why, for the order's history; at most 500 characters.")] string? Reason
);

/// <summary>The body of an edit: what is left out stays as it is.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EditBody
{
    [Description("Why, for the order's history; at most 500 characters.")]
    public string? Reason { get; init; }

    [Description("The whole address; it needs a street, and a person or a company.")]
    public Address? ShipTo { get; init; }

    [Description("The cart's name of a ship method, as the route maps it.")]
    public string? ShipMethod { get; init; }

    [Description("The instructions for the warehouse; an empty text for none.")]
    public string? Notes { get; init; }

    [Description("How many units are sent of a line of the order, from 0 to what the cart has.")]
    public IReadOnlyList<LineQuantity>? Quantities { get; init; }
}

/// <summary>Checks what people write. Pure.</summary>
internal static class ActionText
{
    private const int MaxField = 200;
    private const int MaxNotes = 2000;
    private const int MaxLines = 500;

    /// <exception cref="SettingException">It is missing or too long.</exception>
    public static string Required(string name, string? text, int max) =>
        text?.Trim() is not { Length: > 0 } words
            ? throw new SettingException(name, "is missing", $"write a text of at most {max} characters")
            : AtMost(name, words, max)!;

    /// <exception cref="SettingException">It cannot be.</exception>
    public static void Check(EditBody body)
    {
        if (body is { ShipTo: null, ShipMethod: null, Notes: null, Quantities: null or { Count: 0 } })
        {
            throw new SettingException(
                "shipTo, shipMethod, notes, quantities",
                "are all missing",
                "set at least one of them"
            );
        }

        AtMost("shipMethod", body.ShipMethod, MaxField);
        AtMost("notes", body.Notes, MaxNotes);
        if (
            body.Quantities is { } lines
            && (lines.Count > MaxLines || lines.DistinctBy(l => l.LineId).Count() < lines.Count)
        )
        {
            throw new SettingException(
                "quantities",
                "has a line twice, or too many",
                $"name each of at most {MaxLines} lines once"
            );
        }

        if (body.ShipTo is { } to)
        {
            Check(to);
        }
    }

    private static void Check(Address to)
    {
        foreach (var property in typeof(Address).GetProperties())
        {
            AtMost($"shipTo.{property.Name}", (string?)property.GetValue(to), MaxField);
        }

        if (string.IsNullOrWhiteSpace(to.Line1 ?? to.Line2))
        {
            throw new SettingException("shipTo", "has no street", "set line1");
        }

        if (string.IsNullOrWhiteSpace(to.FirstName ?? to.LastName ?? to.Company))
        {
            throw new SettingException("shipTo", "names neither a person nor a company", "set lastName or company");
        }
    }

    private static string? AtMost(string name, string? text, int max) =>
        text?.Length > max
            ? throw new SettingException(name, $"has {text.Length} characters", $"write at most {max}")
            : text;
}
