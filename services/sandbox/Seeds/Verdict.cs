using Crossdock.Sandbox.Books;

namespace Crossdock.Sandbox.Seeds;

/// <summary>How one seeded order stands: what was found and why.</summary>
internal sealed record Found(string State, string Why);

/// <summary>Finds out from both sides' books alone what became of an order.</summary>
internal static class Verdict
{
    public const string Confirmed = "confirmed";
    public const string Canceled = "canceled";
    public const string Untouched = "untouched";
    public const string Open = "open";
    public const string Doubled = "doubled";

    /// <param name="books">Both sides.</param>
    /// <param name="order">The cart's order.</param>
    /// <param name="tickets">Every ticket that names it.</param>
    /// <param name="sharedTracking">Tracking numbers that stand on more than one fulfillment.</param>
    public static Found Of(
        Ledger books,
        CartOrder order,
        IReadOnlyList<Ticket> tickets,
        IReadOnlySet<string> sharedTracking
    )
    {
        var live = tickets.Where(ticket => ticket.Live).ToList();
        var lines = order.LineIds.Select(id => books.Lines[id]).Where(line => line.Shippable).ToList();
        var made = order
            .FulfillmentIds.Select(id => books.Fulfillments[id])
            .Where(one => !one.BySeed && one.Status is "packed" or "fulfilled")
            .ToList();
        if (live.Count > 1)
        {
            return new(Doubled, $"{live.Count} live tickets");
        }
        if (lines.Find(line => books.Fulfilled(line, packedToo: true) > line.Quantity) is { } over)
        {
            return new(Doubled, $"line {over.Id} is fulfilled more than ordered");
        }
        if (made.Find(one => one.TrackingNumber is { } number && sharedTracking.Contains(number)) is { } shared)
        {
            return new(Doubled, $"tracking number {shared.TrackingNumber} stands on two fulfillments");
        }
        if (order.Status is "void" && live.Count == 0 && tickets.Any(ticket => ticket.Imported))
        {
            return new(Canceled, "");
        }
        if (live.Count == 0)
        {
            return made.Count > 0 ? new(Open, "fulfilled in the cart without a live ticket")
                : tickets.Any(ticket => ticket.Import is ImportState.Pending)
                    ? new(Open, "its ticket is not imported yet")
                : new(Untouched, "");
        }
        return Unconfirmed(books, live[0], lines, made) is { } why ? new(Open, why) : new(Confirmed, "");
    }

    private static string? Unconfirmed(Ledger books, Ticket ticket, List<CartLine> lines, List<CartFulfillment> made)
    {
        if (!ticket.WhollyShipped)
        {
            return $"its ticket is at '{ticket.Status}'";
        }
        var shipped = ticket
            .Lines.GroupBy(line => line.Upc)
            .ToDictionary(item => item.Key, item => item.Sum(line => line.Shipped), StringComparer.Ordinal);
        var ordered = lines
            .GroupBy(line => books.Variants.Find(line.VariantId)?.Upc ?? "")
            .ToDictionary(item => item.Key, item => item.Sum(line => line.Quantity), StringComparer.Ordinal);
        if (shipped.Count != ordered.Count || shipped.Any(item => ordered.GetValueOrDefault(item.Key) != item.Value))
        {
            return "its ticket did not ship what was ordered";
        }
        if (lines.Find(line => books.Fulfilled(line) != line.Quantity) is { } open)
        {
            return $"line {open.Id} is not wholly fulfilled in the cart";
        }
        var shown = made.Where(one => one.Status is "fulfilled").Select(one => one.TrackingNumber).ToHashSet();
        return ticket.Parcels.Find(parcel => !shown.Contains(parcel.TrackingNumber)) is { } parcel
            ? $"the cart does not show tracking number {parcel.TrackingNumber}"
            : null;
    }
}
