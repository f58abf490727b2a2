using System.Text.RegularExpressions;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Orders;

/// <summary>
/// Takes from a sentence about one order what is that order's own (its numbers, addresses, dates, quantities), so that all orders with the
/// same cause have the same text. What names the cause, such as an SKU, stays.
/// </summary>
internal static partial class CauseSubject
{
    private const int MaxLength = 300;
    private const int MinOwn = 4;
    private const string Own = "…";

    public static string? Of(OrderState order, string? text)
    {
        if (text is null)
        {
            return null;
        }

        foreach (var own in OwnTexts(order).Distinct(StringComparer.Ordinal).OrderByDescending(own => own.Length))
        {
            text = Replace(text, own);
        }

        text = Ids().Replace(text, Own);
        text = Times().Replace(text, Own);
        text = Quantities().Replace(text, $"{Own} of ");
        text = Blanks().Replace(text, " ").Trim();
        return text.Length > MaxLength ? text[..MaxLength] : text;
    }

    private static IEnumerable<string> OwnTexts(OrderState order)
    {
        var deliveries = order.EarlierDeliveries.Select(earlier => (earlier.Command, earlier.WarehouseNumber));
        var latest = order.Delivery is { } delivery ? [(delivery, order.WarehouseNumber)] : deliveries.Take(0);
        IEnumerable<string?> all =
        [
            order.OrderNumber,
            order.OrderNumber.TrimStart('#'),
            order.Order?.CartOrderId,
            .. deliveries.Concat(latest).SelectMany(one => new[] { one.Item1.Reference, one.WarehouseNumber }),
            .. order.Shipments.SelectMany(parcel =>
                parcel.Command.OtherTrackingNumbers.Prepend(parcel.Command.TrackingNumber)
            ),
            .. Texts(order.Order?.ShipTo),
            .. Texts(order.Order?.BillTo),
        ];
        return all.OfType<string>().Where(own => own.Length >= MinOwn);
    }

    private static IEnumerable<string?> Texts(Address? address) =>
        address is null
            ? []
            :
            [
                address.FirstName,
                address.LastName,
                address.Company,
                address.Line1,
                address.Line2,
                address.City,
                address.PostalCode,
                address.Phone,
                address.Email,
            ];

    /// <summary>As a whole word: "1042" is not in "10421".</summary>
    private static string Replace(string text, string own)
    {
        var at = 0;
        while ((at = text.IndexOf(own, at, StringComparison.OrdinalIgnoreCase)) >= 0)
        {
            var end = at + own.Length;
            var isWhole =
                (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end == text.Length || !char.IsLetterOrDigit(text[end]));
            text = isWhole ? string.Concat(text.AsSpan(0, at), Own, text.AsSpan(end)) : text;
            at = isWhole ? at + Own.Length : end;
        }

        return text;
    }

    [GeneratedRegex("[0-9A-Fa-f]{8}-?(?:[0-9A-Fa-f]{4}-?){3}[0-9A-Fa-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Ids();

    [GeneratedRegex(
        @"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Times();

    [GeneratedRegex(@"\b\d+(?:\.\d+)? of ", RegexOptions.None, 1000)]
    private static partial Regex Quantities();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Blanks();
}
