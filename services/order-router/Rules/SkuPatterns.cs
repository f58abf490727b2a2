using System.Collections.Frozen;

namespace Crossdock.OrderRouter.Rules;

/// <summary>A list of texts; one that ends in * stands for all that begin so. Compared ignoring case and surrounding spaces.</summary>
public sealed class SkuPatterns
{
    private readonly FrozenSet<string> listed;
    private readonly string[] prefixes;

    public SkuPatterns(IReadOnlyCollection<string> patterns)
    {
        listed = patterns
            .Where(one => !IsPrefix(one))
            .Select(one => one.Trim())
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
        prefixes = [.. patterns.Where(IsPrefix).Select(one => one.Trim().TrimEnd('*'))];
    }

    public bool Match(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var trimmed = text.Trim();
        return listed.Contains(trimmed)
            || Array.Exists(prefixes, prefix => trimmed.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsPrefix(string pattern) => pattern.TrimEnd().EndsWith('*');
}
