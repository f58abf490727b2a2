using System.Globalization;
using System.Text;
using System.Xml;

namespace Crossdock.Adapters.Bergen;

/// <summary>
/// How text goes to the service. Nothing is ever cut: what does not fit is refused with words. Characters that XML cannot carry, line
/// breaks and other control characters become a blank in text for people; in a code or number they are refused, since it would be
/// another one without them. Which letters beyond that the service can print is not known [?]: they are sent as they are.
/// </summary>
internal static class FieldText
{
    /// <summary>On one line, trimmed, single blanks, fit for XML.</summary>
    public static string Clean(string? text)
    {
        var line = new StringBuilder(text?.Length ?? 0);
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (!IsBlank(rune))
            {
                line.Append(rune.ToString());
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }

        return line.ToString().TrimEnd(' ');
    }

    /// <summary>True where <see cref="Clean"/> puts a blank for a character that was none: half an emoji, a control character.</summary>
    public static bool Replaces(string? text) =>
        (text ?? "").EnumerateRunes().Any(rune => IsBlank(rune) && !Rune.IsWhiteSpace(rune));

    /// <summary>True where the text can stand as it is in an XML document.</summary>
    public static bool FitsXml(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(lowChar: text[i + 1], highChar: text[i]))
            {
                i++;
            }
            else if (!XmlConvert.IsXmlChar(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    // EnumerateRunes gives U+FFFD for half a surrogate pair, and nobody's name holds one on purpose.
    private static bool IsBlank(Rune rune) =>
        Rune.IsWhiteSpace(rune)
        || rune == Rune.ReplacementChar
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control
        || rune.Value is 0xFFFE or 0xFFFF;
}
