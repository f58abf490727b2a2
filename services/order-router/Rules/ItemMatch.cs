using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>
/// Finds the ordered item that a warehouse means: by its code, by another spelling of the code (<see cref="ItemCodes"/>), or by the cart's SKU;
/// the last two only if one ordered item fits.
/// </summary>
internal sealed class ItemMatch
{
    private readonly List<(string Code, string Sku)> ordered;

    /// <param name="lines">The order's lines.</param>
    /// <param name="codeOf">Maps an SKU to the warehouse's item code.</param>
    public ItemMatch(IEnumerable<OrderLine> lines, Func<string, string> codeOf) =>
        ordered = [.. lines.Select(line => (codeOf(line.Sku!).Trim(), line.Sku!.Trim())).Distinct()];

    /// <summary>The ordered code that is meant; the given one if none or several fit.</summary>
    public string Resolve(string code)
    {
        var wanted = code.Trim();
        return ordered.Exists(one => Same(one.Code, wanted))
            ? wanted
            : Only(one => ItemCodes.Comparer.Equals(one.Code, wanted))
                ?? Only(one => ItemCodes.Comparer.Equals(one.Sku, wanted))
                ?? wanted;
    }

    private string? Only(Predicate<(string Code, string Sku)> fits)
    {
        var codes = ordered.FindAll(fits).Select(one => one.Code).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        return codes is [var only] ? only : null;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
