using System.Globalization;
using System.Text.RegularExpressions;
using Crossdock.Contracts;

namespace Crossdock.Adapters.Bergen;

/// <summary>Makes one reason for a person of what the service complained of.</summary>
internal static partial class NotificationSentences
{
    private const int MaxMessageLength = 300;

    /// <summary>A person mends a few things at a time; the service says the rest again.</summary>
    private const int MaxSentences = 10;

    /// <param name="complaints">Those notifications that are no good news.</param>
    /// <param name="sent">What they are about, to name the values that the service does not repeat; null where that is not at hand.</param>
    public static string Of(IEnumerable<Notification> complaints, DeliverOrder? sent = null) =>
        string.Join(
            " ",
            complaints.Select(one => Sentence(one, sent)).Distinct(StringComparer.Ordinal).Take(MaxSentences)
        );

    private static string Sentence(Notification one, DeliverOrder? sent)
    {
        // In their order: the service counts them.
        IReadOnlyList<DeliveryItem> items = sent?.Items ?? [];
        var message = Shorten(one.Message is { Length: > 0 } said ? said : one.Severity);
        if (
            ItemNumber().Match(message) is { Success: true } match
            && int.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var number)
            && number >= 1
            && number <= items.Count
        )
        {
            message += $" (item code {items[number - 1].ItemCode})";
        }

        return $"Bergen says: {message.TrimEnd('.')} (code {one.ErrorCode.ToString(CultureInfo.InvariantCulture)}).{Advice(one, sent)}";
    }

    private static string Advice(Notification one, DeliverOrder? sent) =>
        (one.ErrorCode, one.Severity.ToUpperInvariant()) switch
        {
            (10, _) or (_, "STATEERROR") => " Add the state to the ship-to address and send it again.",
            (56, _) or (_, "SHIPVIAERROR") =>
                $"{Sent(sent)} Map the ship method to a carrier (ShipVia) that Bergen knows{InRoute(sent)}.",
            (61, _) or (_, "SHIPSERVICEERROR") =>
                $"{Sent(sent)} Map the ship method to a service (ShipService) that Bergen knows{InRoute(sent)}.",
            (_, "UPCCODEERROR") => " Have the item set up at Bergen, or map it to the UPC that Bergen knows.",
            _ => "",
        };

    private static string Sent(DeliverOrder? sent) =>
        sent is null ? "" : $" Sent were carrier \"{sent.Carrier}\" and service \"{sent.Service}\".";

    private static string InRoute(DeliverOrder? sent) =>
        sent is null ? "" : $", in shipMethods of the route to {sent.Connection}";

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
