using System.Collections.Frozen;

namespace Crossdock.OrderRouter.Rules;

/// <summary>The rules about items of one route, indexed once for lookup. SKUs and codes are compared ignoring case and surrounding spaces.</summary>
public sealed class ItemRules
{
    /// <summary>A kit of more components is a mistake; kits within kits multiply quickly.</summary>
    public const int MaxComponents = 500;
    private static readonly StringComparer Ignoring = StringComparer.OrdinalIgnoreCase;
    private readonly ItemFilter? filter;
    private readonly SkuPatterns listed;
    private readonly FrozenDictionary<string, IReadOnlyList<Component>> codes;
    private readonly FrozenDictionary<string, IReadOnlyList<Component>> descriptions;
    private readonly FrozenDictionary<string, IReadOnlyList<Component>> kits;

    public ItemRules(RuleOptions? options)
    {
        options ??= new RuleOptions();
        filter = options.ItemFilter;
        listed = new SkuPatterns(filter?.Skus ?? []);
        codes = Index(options.Substitutes.Where(one => one.Code.Trim().Length > 0), one => one.Code, one => one.Items);
        descriptions = Index(
            options.Substitutes.Where(one => one.Code.Trim().Length == 0),
            one => one.Description,
            one => one.Items
        );
        var direct = Index(options.Kits, kit => kit.Sku, kit => kit.Components);
        kits = Index(direct.Keys, sku => sku, sku => Flatten(direct, sku));
        HoldLinesWithoutSku = options.HoldLinesWithoutSku;
    }

    /// <summary>True if an order with an item that is not sent is skipped; false if only the item is left out.</summary>
    public bool SkipsOrder => filter?.Level == FilterLevel.Order;

    public bool HoldLinesWithoutSku { get; }

    /// <summary>All kits, each with its components, none of which is a kit.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<Component>> Kits => kits;

    /// <summary>True if the item is sent.</summary>
    public bool IsSent(string sku) => filter is null || listed.Match(sku) == (filter.Mode == FilterMode.Allow);

    /// <summary>What one unit of a line stands for; null if it stands for itself.</summary>
    public IReadOnlyList<Component>? SubstituteOf(string? code, string? description) =>
        code?.Trim() is { Length: > 0 } named ? codes.GetValueOrDefault(named)
        : description?.Trim() is { Length: > 0 } text ? descriptions.GetValueOrDefault(text)
        : null;

    /// <summary>The components of one kit, none of them a kit; null if it is none.</summary>
    public IReadOnlyList<Component>? ComponentsOf(string sku) => kits.GetValueOrDefault(sku.Trim());

    /// <summary>The first kit that contains itself, or too much; null if all are fine.</summary>
    public static string? Endless(RuleOptions options)
    {
        var direct = Index(options.Kits, kit => kit.Sku, kit => kit.Components);
        return direct.Keys.FirstOrDefault(sku => Flatten(direct, sku).Count == 0);
    }

    /// <returns>Nothing if it contains itself, or too much.</returns>
    private static List<Component> Flatten(IReadOnlyDictionary<string, IReadOnlyList<Component>> direct, string kit)
    {
        var parts = new Dictionary<string, decimal>(Ignoring);
        return Add(kit, 1, 0) ? [.. parts.Select(part => new Component { Sku = part.Key, Quantity = part.Value })] : [];

        bool Add(string sku, decimal quantity, int depth)
        {
            if (!direct.TryGetValue(sku.Trim(), out var components))
            {
                parts[sku.Trim()] = parts.GetValueOrDefault(sku.Trim()) + quantity;
                return quantity <= QuantityRule.MaxUnits && parts.Count <= MaxComponents;
            }

            return depth < MaxDepth
                && components.All(component => Add(component.Sku, quantity * component.Quantity, depth + 1));
        }
    }

    /// <summary>Of kits within kits; deeper is a mistake or endless.</summary>
    private const int MaxDepth = 5;

    private static FrozenDictionary<string, IReadOnlyList<Component>> Index<T>(
        IEnumerable<T> entries,
        Func<T, string> key,
        Func<T, IReadOnlyList<Component>> value
    ) =>
        entries
            .GroupBy(entry => key(entry).Trim(), Ignoring)
            .ToFrozenDictionary(g => g.Key, g => value(g.Last()), Ignoring);
}
