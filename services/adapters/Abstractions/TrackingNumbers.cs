namespace Crossdock.Adapters;

/// <summary>Reads tracking numbers as warehouses write them: several in one field, or a word where there is none.</summary>
public static class TrackingNumbers
{
    /// <summary>Shorter texts are parts of one number that is written with spaces or slashes.</summary>
    private const int MinLength = 8;

    private static readonly char[] Separators =
    [
        ',',
        ';',
        '|',
        '&',
        '+',
        '\n',
        '\r',
        '\t',
        '\u0085',
        '\u2028',
        '\u2029',
        // Commas of Chinese and Japanese.
        '\uFF0C',
        '\uFF1B',
        '\u3001',
    ];

    /// <summary>Each number once, in the order of the text; empty if the text names none.</summary>
    public static IReadOnlyList<string> In(string? text) =>
        text is null || IsNone(text)
            ? []
            :
            [
                .. text.Replace(" and ", ",", StringComparison.OrdinalIgnoreCase)
                    .Split(Separators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .SelectMany(Parts)
                    .Where(number => !IsNone(number))
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ];

    private static IEnumerable<string> Parts(string text)
    {
        var parts = string.Concat(text.Select(c => c == '/' || char.IsWhiteSpace(c) ? ' ' : c))
            .Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && Array.TrueForAll(parts, part => part.Length >= MinLength) ? parts : [text];
    }

    /// <summary>Every carrier's numbers have digits: what has none, or zeros only, is a word for "none" or "not yet", in whatever language.</summary>
    private static bool IsNone(string text) => !text.Any(c => char.IsDigit(c) && c != '0');
}
