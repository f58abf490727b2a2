using System.Text.RegularExpressions;
using Crossdock.TestSupport;

namespace Crossdock.Architecture.Tests;

/// <summary>The fragments in backticks of the left column of "Words not used", as docs/glossary.md describes them.</summary>
internal static partial class Glossary
{
    public const string Page = "docs/glossary.md";

    public static IReadOnlyList<string> NotUsed { get; } =
    [.. Read(File.ReadAllLines(Path.Combine(Repository.Root, Page)))];

    /// <summary>The fragment that a name holds, in the name's own form or as an identifier: <c>call_budget</c> is CallBudget.</summary>
    public static string? FragmentIn(string name)
    {
        var asIdentifier = Separated().Replace(name, match => match.Groups["first"].Value.ToUpperInvariant());
        return NotUsed.FirstOrDefault(fragment =>
            name.Contains(fragment, StringComparison.Ordinal)
            || asIdentifier.Contains(fragment, StringComparison.Ordinal)
        );
    }

    private static IEnumerable<string> Read(IEnumerable<string> lines) =>
        lines
            .SkipWhile(line => line != "## Words not used")
            .Where(line => line.StartsWith('|'))
            .SelectMany(line => Fragment().Matches(line.Split('|')[1]))
            .Select(match => match.Groups["word"].Value);

    [GeneratedRegex("`(?<word>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fragment();

    [GeneratedRegex("(^|[-_. /])(?<first>[a-z])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Separated();
}
