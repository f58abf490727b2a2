using System.Globalization;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Seeds;

/// <summary>In what the cart's and the warehouse's records of one order differ, in sentences. A hub has to name each to a person.</summary>
internal static class Differences
{
    public static IReadOnlyList<string> Of(SandboxDatabase database, CartOrder order, IReadOnlyList<Ticket> tickets) =>
        [
            .. OfTickets(database, order, tickets),
            .. tickets.SelectMany(ticket => ticket.Parcels).SelectMany(parcel => OfNumber(database, order, parcel)),
            .. OfAddress(database, order, tickets),
            .. OfQuantities(database, order, tickets),
        ];

    /// <summary>Letters and digits only: the line breaks, and characters that a system cannot print, may differ.</summary>
    private static IEnumerable<string> OfAddress(
        SandboxDatabase database,
        CartOrder order,
        IReadOnlyList<Ticket> tickets
    ) =>
        database.Addresses.Find(order.ShippingAddressId) is { } address
        && tickets.Any(ticket =>
            ticket.Live
            && ticket.Addresses.TryGetValue("ShipToAddress", out var sent)
            && Plain(sent.GetValueOrDefault("Address1") + sent.GetValueOrDefault("Address2"))
                != Plain(address.Address1 + address.Address2)
        )
            ? ["the ship-to address in the cart is not the one at the warehouse"]
            : [];

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    private static IEnumerable<string> OfTickets(
        SandboxDatabase database,
        CartOrder order,
        IReadOnlyList<Ticket> tickets
    )
    {
        var live = tickets.Where(ticket => ticket.Live).ToList();
        if (live.Count > 1)
        {
            yield return $"{live.Count} tickets are live";
        }

        foreach (var ticket in live)
        {
            if (order.Status is not ("finalized" or "fulfilled"))
            {
                yield return $"it is {order.Status} in the cart, and its ticket is at '{ticket.Status}'";
            }
            else if (!ticket.WhollyShipped && ticket.Parcels.Count == 0 && order.FulfillmentStatus is not "unshipped")
            {
                yield return $"it is {order.FulfillmentStatus} in the cart, and its ticket is at '{ticket.Status}'";
            }
        }
    }

    private static IEnumerable<string> OfNumber(SandboxDatabase database, CartOrder order, Parcel parcel)
    {
        var shown = string.Concat(
            database
                .FulfillmentsOf(order)
                .Where(one => one.Status is "fulfilled")
                .Select(one => $" {one.TrackingNumber} {one.Notes}")
        );
        if (parcel.TrackingNumber.Length == 0)
        {
            yield return "a parcel has no tracking number";
        }

        var numbers = parcel.TrackingNumber.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var number in numbers)
        {
            if (!number.Any(char.IsAsciiDigit))
            {
                yield return $"a parcel has no tracking number but '{number}'";
            }
            else if (!shown.Contains(number, StringComparison.Ordinal))
            {
                yield return $"the cart does not show tracking number {number}";
            }
        }
    }

    /// <summary>What was ordered, what has shipped, and what the cart shows as shipped, once the warehouse ships no more.</summary>
    private static IEnumerable<string> OfQuantities(
        SandboxDatabase database,
        CartOrder order,
        IReadOnlyList<Ticket> tickets
    )
    {
        if (!tickets.Any(ticket => ticket.Parcels.Count > 0) || tickets.Any(ticket => ticket.Open))
        {
            yield break;
        }

        var shipped = Sum(tickets.SelectMany(ticket => ticket.Lines), line => line.Upc, line => line.Shipped);
        var lines = database.ShippableLinesOf(order).ToList();
        var ordered = Sum(lines, Upc, line => line.Quantity);
        var shown = Sum(lines, Upc, line => database.Fulfilled(line));
        foreach (var upc in shipped.Keys.Union(ordered.Keys, StringComparer.Ordinal))
        {
            var (sent, wanted, seen) = (
                shipped.GetValueOrDefault(upc),
                ordered.GetValueOrDefault(upc),
                shown.GetValueOrDefault(upc)
            );
            if (sent != wanted || sent != seen)
            {
                yield return string.Create(
                    CultureInfo.InvariantCulture,
                    $"of {upc} {wanted:0.####} were ordered, {sent:0.####} shipped, and the cart shows {seen:0.####}"
                );
            }
        }

        string Upc(CartLine line) => database.Variants.Find(line.VariantId)?.Upc ?? "";
    }

    private static Dictionary<string, decimal> Sum<T>(
        IEnumerable<T> lines,
        Func<T, string> upc,
        Func<T, decimal> quantity
    ) => lines.GroupBy(upc, StringComparer.Ordinal).ToDictionary(item => item.Key, item => item.Sum(quantity));
}
