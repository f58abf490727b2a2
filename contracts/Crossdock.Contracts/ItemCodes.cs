namespace Crossdock.Contracts;

/// <summary>
/// Compares item codes as a warehouse does: ignoring case, blanks and leading zeros, because one system prints a UPC with twelve digits,
/// another with thirteen.
/// </summary>
public sealed class ItemCodes : IEqualityComparer<string>
{
    public static ItemCodes Comparer { get; } = new();

    private ItemCodes() { }

    /// <summary>The same for all spellings of a code.</summary>
    public static string KeyOf(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var spelled = string.Concat(code.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        return spelled.TrimStart('0') is { Length: > 0 } key ? key : spelled;
    }

    public bool Equals(string? x, string? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && KeyOf(x) == KeyOf(y));

    public int GetHashCode(string obj) => KeyOf(obj).GetHashCode(StringComparison.Ordinal);
}
