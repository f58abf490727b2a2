using System.Collections.Concurrent;
using Crossdock.Platform.Connections;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// An order may appear in the cart's lists slightly later than one with a later change time. A poll therefore starts slightly before the
/// cursor, until one that was late enough to see everything has completed; after that the overlap would only cost calls.
/// </summary>
internal sealed class LookBack(TimeProvider time)
{
    public static TimeSpan Overlap { get; } = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<string, Place> places = new(StringComparer.Ordinal);

    /// <param name="connection"><see cref="ConnectionSettings.Id"/> of the cart.</param>
    /// <param name="cursor">The cart's own time of the latest change that any replica has read.</param>
    /// <returns>Where the poll starts.</returns>
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

    /// <summary>A poll has completed, in one run or resumed after an interruption.</summary>
    /// <returns>The cursor, which never goes back.</returns>
    public DateTimeOffset End(string connection, DateTimeOffset latest)
    {
        if (
            !places.TryGetValue(connection, out var place)
            || latest > place.Cursor
            || place.Cursor > time.GetUtcNow() + Overlap
        )
        {
            return latest; // The last one where the clock was set back.
        }

        places[connection] = place with { IsSure = place.IsSure || place.BeganAt - place.SeenAt >= 2 * Overlap };
        return place.Cursor;
    }

    private sealed record Place(DateTimeOffset Cursor, DateTimeOffset SeenAt, DateTimeOffset BeganAt, bool IsSure);
}
