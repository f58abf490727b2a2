using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Crossdock.Architecture.Tests;

/// <summary>The names in a file: what a person would search for.</summary>
internal static partial class Names
{
    /// <summary>Identifiers, and texts without a blank: settings, JSON keys, events and metrics are named in such.</summary>
    public static IEnumerable<string> OfCode(string text) =>
        CSharpSyntaxTree
            .ParseText(text)
            .GetRoot()
            .DescendantTokens()
            .Where(token =>
                token.IsKind(SyntaxKind.IdentifierToken)
                || (token.IsKind(SyntaxKind.StringLiteralToken) && !token.ValueText.Any(char.IsWhiteSpace))
            )
            .Select(token => token.ValueText);

    /// <summary>Every key, and every text without a blank.</summary>
    public static IEnumerable<string> OfJson(string text)
    {
        using var document = JsonDocument.Parse(
            text,
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
        );
        return [.. Of(document.RootElement)];
    }

    /// <summary>What stands in code marks, in a line or in a block of lines.</summary>
    public static IEnumerable<string> OfMarkdown(string text) =>
        CodeMarks().Matches(text).SelectMany(match => OfText(match.Value));

    /// <summary>Every word.</summary>
    public static IEnumerable<string> OfText(string text) => Word().Matches(text).Select(match => match.Value);

    private static IEnumerable<string> Of(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(one => Of(one.Value).Prepend(one.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Of),
            // Queries and descriptions have names among their words.
            JsonValueKind.String => OfText(element.GetString()!)
                .Where(word => word.Skip(1).Any(c => char.IsUpper(c) || c == '_')),
            _ => [],
        };

    [GeneratedRegex("```.*?```|`[^`\n]+`", RegexOptions.Singleline, 1000)]
    private static partial Regex CodeMarks();

    [GeneratedRegex(@"[A-Za-z][\w.:-]*", RegexOptions.None, 1000)]
    private static partial Regex Word();
}
