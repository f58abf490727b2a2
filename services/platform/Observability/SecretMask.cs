using System.Buffers;
using System.Text.RegularExpressions;

namespace Crossdock.Platform.Observability;

/// <summary>Masks secrets in what is sent and answered: the known ones by their value, others by the name of what holds them. Pure.</summary>
public static partial class SecretMask
{
    public const string Mask = "********";

    /// <summary>Shorter ones would mask half of a text.</summary>
    private const int MinLength = 4;
    private const int MaxMilliseconds = 1000;

    /// <param name="text">JSON, XML, a form, or an address.</param>
    /// <param name="secrets">Known ones.</param>
    public static string Apply(string text, IReadOnlyList<string> secrets)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(secrets);
        foreach (var secret in secrets.Where(secret => secret.Length >= MinLength))
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal)
                .Replace(Uri.EscapeDataString(secret), Mask, StringComparison.Ordinal);
        }

        if (!text.AsSpan().ContainsAny(Hints))
        {
            return text;
        }

        text = InJson().Replace(text, $"${{name}}\"{Mask}\"");
        text = InXml().Replace(text, $"${{name}}{Mask}");
        return InForm().Replace(text, $"${{name}}{Mask}");
    }

    /// <summary>A text without any of these has nothing that the expressions would find: looking for them costs far less.</summary>
    private static readonly SearchValues<string> Hints = SearchValues.Create(
        [
            "token",
            "secret",
            "password",
            "passwd",
            "api_key",
            "apikey",
            "signature",
            "authorization",
            "authentication",
            "code=",
        ],
        StringComparison.OrdinalIgnoreCase
    );

    private const string Names = "(?:token|secret|password|passwd|api_?key|signature|authorization|authentication)";

    [GeneratedRegex(
        "(?<name>\"[^\"\\\\<>]{0,40}" + Names + "[^\"\\\\<>]{0,40}\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*(?:\"|$)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        MaxMilliseconds
    )]
    private static partial Regex InJson();

    [GeneratedRegex(
        "(?<name><(?:\\w+:)?\\w{0,40}" + Names + "\\w{0,40}(?:\\s[^<>]*)?>)[^<\\s][^<]*",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        MaxMilliseconds
    )]
    private static partial Regex InXml();

    [GeneratedRegex(
        "(?<name>(?:^|[?&])(?:code|\\w{0,40}" + Names + "\\w{0,40})=)[^&\\s]+",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        MaxMilliseconds
    )]
    private static partial Regex InForm();
}
