using System.Globalization;

namespace Crossdock.OrderRouter.Rules;

/// <summary>Texts of steps: short however many lines an order has.</summary>
internal static class RuleText
{
    public static string Of(Component item) =>
        string.Create(CultureInfo.InvariantCulture, $"{item.Quantity:0.####} × {item.Sku.Trim()}");

    private const int MaxListed = 20;

    /// <returns>Null if there are none.</returns>
    public static string? List(IEnumerable<string> entries)
    {
        var all = entries.Distinct(StringComparer.Ordinal).ToList();
        return all.Count == 0 ? null
            : all.Count <= MaxListed ? string.Join(", ", all)
            : $"{string.Join(", ", all.Take(MaxListed))} and {all.Count - MaxListed} more";
    }
}
