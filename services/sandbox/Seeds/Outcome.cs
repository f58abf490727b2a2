using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Seeds;

/// <summary>What became of an order, found from the cart's and the warehouse's records alone.</summary>
internal sealed record Outcome(string State, string Reason)
{
    public const string Confirmed = "confirmed";
    public const string Canceled = "canceled";
    public const string Untouched = "untouched";
    public const string Open = "open";
    public const string Doubled = "doubled";

    /// <param name="database">Both systems.</param>
    /// <param name="order">The cart's order.</param>
    /// <param name="tickets">Every ticket that names the order.</param>
    /// <param name="sharedTracking">Tracking numbers that more than one fulfillment has.</param>
    public static Outcome Of(
        SandboxDatabase database,
        CartOrder order,
        IReadOnlyList<Ticket> tickets,
        IReadOnlySet<string> sharedTracking
    )
    {
        var live = tickets.Where(ticket => ticket.Live).ToList();
        var lines = database.ShippableLinesOf(order).ToList();
        var made = database
            .FulfillmentsOf(order)
            .Where(one => !one.BySeed && one.Status is "packed" or "fulfilled")
            .ToList();
        if (live.Count > 1)
        {
            return new(Doubled, $"{live.Count} live tickets");
        }

        if (lines.Find(line => database.Fulfilled(line, includePacked: true) > line.Quantity) is { } over)
        {
            return new(Doubled, $"more of line {over.Id} is fulfilled than was ordered");
        }

        if (made.Find(one => one.TrackingNumber is { } number && sharedTracking.Contains(number)) is { } shared)
        {
            return new(Doubled, $"two fulfillments have tracking number {shared.TrackingNumber}");
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

        return Unconfirmed(database, live[0], lines, made) is { } why ? new(Open, why) : new(Confirmed, "");
    }

    private static string? Unconfirmed(
        SandboxDatabase database,
        Ticket ticket,
        List<CartLine> lines,
        List<CartFulfillment> made
    )
    {
        if (!ticket.WhollyShipped)
        {
            return $"its ticket is at '{ticket.Status}'";
        }

        var shipped = Sum(ticket.Lines, line => line.Upc, line => line.Shipped);
        var ordered = Sum(lines, line => database.Variants.Find(line.VariantId)?.Upc ?? "", line => line.Quantity);
        if (shipped.Count != ordered.Count || shipped.Any(item => ordered.GetValueOrDefault(item.Key) != item.Value))
        {
            return "its ticket did not ship what was ordered";
        }

        if (lines.Find(line => database.Fulfilled(line) != line.Quantity) is { } open)
        {
            return $"line {open.Id} is not wholly fulfilled in the cart";
        }

        var shown = made.Where(one => one.Status is "fulfilled").Select(one => one.TrackingNumber).ToHashSet();
        return ticket.Parcels.Find(parcel => !shown.Contains(parcel.TrackingNumber)) is { } missing
            ? $"the cart does not show tracking number {missing.TrackingNumber}"
            : null;
    }

    private static Dictionary<string, decimal> Sum<T>(
        IEnumerable<T> lines,
        Func<T, string> upc,
        Func<T, decimal> quantity
    ) => lines.GroupBy(upc, StringComparer.Ordinal).ToDictionary(item => item.Key, item => item.Sum(quantity));
}
