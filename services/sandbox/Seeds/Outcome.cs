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

    /// <summary>It has shipped, and the cart shows, or asked for, something else.</summary>
    public const string Differs = "differs";

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

        if (
            live.Count == 0
            && tickets.Any(ticket => ticket.Imported)
            && (order.Status is "void" || IsByHand(database, order))
        )
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

        return !live[0].WhollyShipped ? new(Open, $"its ticket is at '{live[0].Status}'")
            : Differences.Of(database, order, tickets) is [var first, ..] ? new(Differs, first)
            : new(Confirmed, "");
    }

    /// <summary>True if all of it was shipped in the cart past the warehouse.</summary>
    private static bool IsByHand(SandboxDatabase database, CartOrder order) =>
        order.FulfillmentStatus is "shipped"
        && database.FulfillmentsOf(order).All(one => one.BySeed || one.Status is not "fulfilled");
}
