namespace Crossdock.Adapters;

/// <summary>Reads tracking numbers as warehouses write them: several in one field, or a word where there is none.</summary>
public static class TrackingNumbers
{
    /// <summary>Shorter texts are parts of one number that is written with spaces or slashes.</summary>
    private const int MinLength = 8;

    private static readonly char[] Separators = [',', ';', '|', '&', '+', '\n', '\r', '\t'];
    private static readonly char[] WeakSeparators = [' ', '/'];

    /// <summary>Words that stand for "none" or "not yet", without what is no letter or digit.</summary>
    private static readonly HashSet<string> None = new(StringComparer.OrdinalIgnoreCase)
    {
        "NA",
        "NO",
        "NIL",
        "NONE",
        "NULL",
        "NOTAVAILABLE",
        "NOTAPPLICABLE",
        "NOTRACKING",
        "NOTRACKINGNUMBER",
        "NOTTRACKED",
        "NOTYET",
        "UNKNOWN",
        "UNTRACKED",
        "PENDING",
        "TBA",
        "TBC",
        "TBD",
        "TOBEADVISED",
        "TOBECONFIRMED",
        "TOBEDETERMINED",
    };

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
        var parts = text.Split(WeakSeparators, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 1 && Array.TrueForAll(parts, part => part.Length >= MinLength) ? parts : [text];
    }

    private static bool IsNone(string text)
    {
        var letters = string.Concat(text.Where(char.IsLetterOrDigit));
        return letters.All(letter => letter is '0' or 'x' or 'X') || None.Contains(letters);
    }
}
