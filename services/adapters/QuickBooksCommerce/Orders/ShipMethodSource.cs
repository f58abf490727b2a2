using Crossdock.Adapters.QuickBooksCommerce.Wire;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>
/// One place where a shop may keep the ship method. [?] The order has no field of its own for it, so the places and their order
/// are a setting: the label of a shipping line, a tag with a prefix, a line of the notes with a prefix.
/// </summary>
internal abstract record ShipMethodSource
{
    public const string Default = "line, tag=ship:, note=ship:";

    /// <summary>The ship method that this place names, or null.</summary>
    public abstract string? In(OrderObject order, IReadOnlyList<LineObject> lines);

    public static ShipMethodSource? Parse(string text) =>
        text.Split('=', 2, StringSplitOptions.TrimEntries) switch
        {
            ["line"] => new ShippingLine(),
            ["tag", var prefix] => new Tag(prefix),
            ["note", { Length: > 0 } prefix] => new Note(prefix),
            _ => null,
        };

    private sealed record ShippingLine : ShipMethodSource
    {
        public override string? In(OrderObject order, IReadOnlyList<LineObject> lines) =>
            lines
                .Where(line => LineMapping.KindOf(line) == Contracts.LineKind.Shipping)
                .Select(line => line.Label)
                .FirstOrDefault(label => label is not null);
    }

    private sealed record Tag(string Prefix) : ShipMethodSource
    {
        public override string? In(OrderObject order, IReadOnlyList<LineObject> lines) =>
            FirstAfter(Prefix, order.Tags ?? []);
    }

    private sealed record Note(string Prefix) : ShipMethodSource
    {
        public override string? In(OrderObject order, IReadOnlyList<LineObject> lines) =>
            FirstAfter(Prefix, order.Notes?.Split('\n') ?? []);
    }

    private static string? FirstAfter(string prefix, IEnumerable<string> texts) =>
        texts
            .Select(text => text.Trim())
            .Where(text => text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(text => text[prefix.Length..].Trim())
            .FirstOrDefault(rest => rest.Length > 0);
}
