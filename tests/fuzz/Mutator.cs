using System.Text;
using System.Text.RegularExpressions;

namespace Crossdock.Fuzz;

/// <summary>
/// Changes a text by its tokens, so that most of what comes out is still nearly JSON, XML or a table: tokens are dropped, doubled, exchanged,
/// repeated many times, or replaced by what has broken readers before. The same random numbers give the same text.
/// </summary>
internal static partial class Mutator
{
    private const int MaxLength = 256 * 1024;

    /// <summary>The first of them are values of JSON.</summary>
    private const int StrangeValues = 21;

    private static readonly string[] Strange =
    [
        "null",
        "true",
        "-1",
        "0",
        "1e400",
        "-0.0000000000000000000000000000001",
        "99999999999999999999999999999999",
        "2147483648",
        "\"\"",
        "\" \"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"0001-01-01T00:00:00+14:00\"",
        "\"9999-12-31T23:59:59.9999999-14:00\"",
        "\"2026-02-30\"",
        "\"00000000-0000-0000-0000-000000000000\"",
        "[]",
        "{}",
        "[null]",
        "{\"$type\":\"x\"}",
        "NaN",
        "[[[[[[[[",
        "&#0;",
        "&lol;",
        "<!DOCTYPE a [<!ENTITY b \"c\">]>",
        "<![CDATA[",
        "<a xsi:nil=\"true\"/>",
        "\uFEFF",
        "\uD800",
        "\u0000",
        "\u202E",
        "=1+1",
        "\r",
        "\"",
        ",",
        ";",
    ];

    /// <summary>What making inputs has allocated: it is not the reader's.</summary>
    public static long Allocated { get; private set; }

    /// <summary>The text with one to four changes.</summary>
    public static string Mutate(string text, Random random)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var changed = Changed(text, random);
        Allocated += GC.GetAllocatedBytesForCurrentThread() - before;
        return changed;
    }

    private static string Changed(string text, Random random)
    {
        var tokens = Token().Matches(text).Select(match => match.Value).ToList();
        if (random.Next(2) == 0)
        {
            ChangeValue(tokens, random);
            return string.Concat(tokens);
        }

        for (var changes = random.Next(1, 5); changes > 0 && tokens.Count > 0; changes--)
        {
            Change(tokens, random);
        }

        var changed = string.Concat(tokens);
        return changed.Length <= MaxLength ? changed : changed[..MaxLength];
    }

    /// <summary>The text as bytes, now and then with some that are no UTF-8, or cut off.</summary>
    public static byte[] ToBytes(string text, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0 && random.Next(8) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes.Length > 0 && random.Next(16) == 0 ? bytes[..random.Next(bytes.Length)] : bytes;
    }

    /// <summary>One value, so that the text can still be read and its reader has to judge it.</summary>
    private static void ChangeValue(List<string> tokens, Random random)
    {
        var values = tokens.Index().Where(token => IsValue(token.Item)).Select(token => token.Index).ToList();
        if (values.Count == 0)
        {
            return;
        }

        var (at, other) = (values[random.Next(values.Count)], values[random.Next(values.Count)]);
        switch (random.Next(4))
        {
            // The field as a whole.
            case 0 when at >= 2 && at + 1 < tokens.Count && tokens[at - 1] == ":" && tokens[at + 1] == ",":
                tokens.RemoveRange(at - 2, 4);
                break;
            case 1:
                tokens[at] = tokens[other];
                break;
            default:
                tokens[at] = Strange[random.Next(StrangeValues)];
                break;
        }
    }

    private static bool IsValue(string token) => token[0] == '"' || char.IsLetterOrDigit(token[0]);

    private static void Change(List<string> tokens, Random random)
    {
        var at = random.Next(tokens.Count);
        var (from, length) = (random.Next(tokens.Count), random.Next(1, 40));
        switch (random.Next(9))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.RemoveRange(at, Math.Min(length, tokens.Count - at));
                break;
            case 2:
                (tokens[at], tokens[from]) = (tokens[from], tokens[at]);
                break;
            case 3:
                tokens.InsertRange(at, tokens.GetRange(from, Math.Min(length, tokens.Count - from)));
                break;
            case 4:
                tokens[at] = string.Concat(Enumerable.Repeat(tokens[at], 1 << random.Next(1, 14)));
                break;
            case 5:
                tokens[at] = Inside(tokens[at], random);
                break;
            default:
                tokens[at] = Strange[random.Next(Strange.Length)];
                break;
        }
    }

    /// <summary>A token with a strange one in its middle, so that a string stays a string.</summary>
    private static string Inside(string token, Random random)
    {
        var place = random.Next(token.Length + 1);
        return token[..place] + Strange[random.Next(Strange.Length)] + token[place..];
    }

    [GeneratedRegex(
        """
            "(?:[^"\\]|\\.)*"|<[^<>]*>|[\w.+\-:]+|\s+|.
            """,
        RegexOptions.Singleline,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Token();
}
