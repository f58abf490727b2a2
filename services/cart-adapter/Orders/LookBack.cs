using System.Collections.Concurrent;
using Crossdock.Adapters;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// An order may show up in the cart's lists a little later than one with a later time of change. So a run begins a little before the
/// cursor, until one that was late enough to see all has read to the end; after that it would only cost calls.
/// </summary>
internal sealed class LookBack(TimeProvider time)
{
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, Place> places = new(StringComparer.Ordinal);

    /// <param name="connection"><see cref="ConnectionSettings.Id"/> of the cart.</param>
    /// <param name="cursor">The cart's own time of the latest change that was seen, by whomever.</param>
    /// <returns>Where the run begins.</returns>
    public DateTimeOffset Begin(string connection, DateTimeOffset cursor)
    {
        var now = time.GetUtcNow();
        var place = places.AddOrUpdate(
            connection,
            new Place(cursor, now, now, IsSure: false),
            (_, known) =>
                known.Cursor == cursor ? known with { BeganAt = now } : new Place(cursor, now, now, IsSure: false)
        );
        return place.IsSure ? cursor : cursor - Overlap;
    }

    /// <summary>A run has read to the end, at once or gone on with after it broke off.</summary>
    /// <returns>The cursor: never before one that was reached earlier.</returns>
    public DateTimeOffset End(string connection, DateTimeOffset latest)
    {
        if (!places.TryGetValue(connection, out var place) || latest > place.Cursor)
        {
            return latest;
        }

        places[connection] = place with { IsSure = place.IsSure || place.BeganAt - place.SeenAt >= 2 * Overlap };
        return place.Cursor;
    }

    private sealed record Place(DateTimeOffset Cursor, DateTimeOffset SeenAt, DateTimeOffset BeganAt, bool IsSure);
}
