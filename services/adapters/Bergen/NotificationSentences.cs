using System.Globalization;
using System.Text.RegularExpressions;

namespace Crossdock.Adapters.Bergen;

/// <summary>Makes one reason for a person of what the service complained of.</summary>
internal static partial class NotificationSentences
{
    private const int MaxMessageLength = 300;

    /// <summary>A person mends a few things at a time; the service says the rest again.</summary>
    private const int MaxSentences = 10;

    /// <param name="complaints">Those notifications that are no good news.</param>
    /// <param name="itemCodes">The codes of the items sent, in their order, to name those that the service only counts.</param>
    public static string Of(IEnumerable<Notification> complaints, IReadOnlyList<string>? itemCodes = null) =>
        string.Join(
            " ",
            complaints.Select(one => Sentence(one, itemCodes ?? [])).Distinct(StringComparer.Ordinal).Take(MaxSentences)
        );

    private static string Sentence(Notification one, IReadOnlyList<string> itemCodes)
    {
        var message = Shorten(one.Message is { Length: > 0 } said ? said : one.Severity);
        if (
            ItemNumber().Match(message) is { Success: true } match
            && int.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= itemCodes.Count
        )
        {
            message += $" (item code {itemCodes[number - 1]})";
        }

        return $"Bergen says: {message.TrimEnd('.')} (code {one.ErrorCode.ToString(CultureInfo.InvariantCulture)}).{Advice(one)}";
    }

    private static string Advice(Notification one) =>
        (one.ErrorCode, one.Severity.ToUpperInvariant()) switch
        {
            (10, _) or (_, "STATEERROR") => " Add the state to the ship-to address and send it again.",
            (56, _) or (_, "SHIPVIAERROR") => " Map the order's ship method to a carrier (ShipVia) that Bergen knows.",
            (61, _) or (_, "SHIPSERVICEERROR") =>
                " Map the order's ship method to a service (ShipService) that Bergen knows.",
            (_, "UPCCODEERROR") => " Have the item set up at Bergen, or map it to the UPC that Bergen knows.",
            _ => "",
        };

    /// <summary>On one line and bounded: what comes from outside is not trusted to be short.</summary>
    public static string Shorten(string text)
    {
        var line = FieldText.Clean(text);
        return line.Length <= MaxMessageLength ? line : line[..MaxMessageLength] + "…";
    }

    /// <summary>As in "COLOR[item 1] is not valid": counted from 1.</summary>
    [GeneratedRegex(
        @"item\s+(?<number>[0-9]{1,4})\]",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex ItemNumber();
}
