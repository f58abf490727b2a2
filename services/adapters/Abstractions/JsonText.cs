using System.Text.RegularExpressions;

namespace Crossdock.Adapters;

/// <summary>
/// JSON that a program has cut in the middle of an emoji is well-formed and holds text that no reader can return. The half is replaced by
/// U+FFFD; the rest of the text stays.
/// </summary>
public static partial class JsonText
{
    /// <summary>The same JSON, in which every escaped surrogate has its other half.</summary>
    public static string Repair(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Escape().Replace(json, escape => escape.Groups["half"].Success ? "\\ufffd" : escape.Value);
    }

    /// <summary>An escaped pair, a half, or any other escape, so that the second character of <c>\\</c> begins none.</summary>
    [GeneratedRegex(
        @"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        10_000
    )]
    private static partial Regex Escape();
}
