using System.Collections.Concurrent;
using Crossdock.Platform.Connections;

namespace Crossdock.CartAdapter.Orders;

/// <summary>
/// An order may appear in the cart's lists slightly later than one with a later change time. A poll therefore starts slightly before the
/// cursor, until one that was late enough to see everything has completed; after that the overlap would only cost calls. Where polls
/// follow each other quickly, not each of them looks back: in a busy shop each would read minutes of orders again.
/// </summary>
internal sealed class LookBack(TimeProvider time)
{
    public static TimeSpan Overlap { get; } = TimeSpan.FromMinutes(2);

    /// <summary>The shortest time between two polls that look back.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromSeconds(15);
    private readonly ConcurrentDictionary<string, Place> places = new(StringComparer.Ordinal);

    /// <param name="connection"><see cref="ConnectionSettings.Id"/> of the cart.</param>
    /// <param name="cursor">The cart's own time of the latest change that any replica has read.</param>
    /// <returns>Where the poll starts.</returns>
    public DateTimeOffset Begin(string connection, DateTimeOffset cursor)
    {
        var now = time.GetUtcNow();
        var place = places.AddOrUpdate(
            connection,
            _ => Place.New(cursor, now),
            (_, known) => (known.Cursor == cursor ? known with { BeganAt = now } : known.At(cursor, now)).Looking()
        );
        return place.LooksBack ? Max(place.SeenBefore, cursor - Overlap) - Overlap : cursor;
    }

    /// <summary>A poll has completed, in one run or resumed after an interruption.</summary>
    /// <returns>The cursor, which never goes back.</returns>
    public DateTimeOffset End(string connection, DateTimeOffset latest)
    {
        if (!places.TryGetValue(connection, out var place))
        {
            return latest;
        }

        // The last one where the clock was set back.
        var next = latest > place.Cursor || place.Cursor > time.GetUtcNow() + Overlap ? latest : place.Cursor;
        if (place.LooksBack)
        {
            places[connection] = place with
            {
                IsSure = next == place.Cursor && place.BeganAt - place.SeenAt >= 2 * Overlap,
                SeenBefore = next,
                LookedBackAt = place.BeganAt,
                // What another replica began, and this one may resume, need not have looked back.
                LooksBack = false,
            };
        }

        return next;
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <param name="Cursor">Where the latest poll began.</param>
    /// <param name="SeenAt">When a poll began there for the first time.</param>
    /// <param name="BeganAt">When the latest poll began.</param>
    /// <param name="SeenBefore">How far the last poll that looked back has come.</param>
    /// <param name="LookedBackAt">When it began; null before the first.</param>
    /// <param name="LooksBack">The latest poll looks back.</param>
    /// <param name="IsSure">All up to the cursor has been seen.</param>
    private sealed record Place(
        DateTimeOffset Cursor,
        DateTimeOffset SeenAt,
        DateTimeOffset BeganAt,
        DateTimeOffset SeenBefore,
        DateTimeOffset? LookedBackAt,
        bool LooksBack,
        bool IsSure
    )
    {
        public static Place New(DateTimeOffset cursor, DateTimeOffset now) =>
            new(cursor, now, now, cursor, LookedBackAt: null, LooksBack: true, IsSure: false);

        public Place At(DateTimeOffset cursor, DateTimeOffset now) =>
            this with
            {
                Cursor = cursor,
                SeenAt = now,
                BeganAt = now,
                SeenBefore = cursor < SeenBefore ? cursor : SeenBefore,
                IsSure = false,
            };

        /// <summary>A clock that was set back does not keep a poll from looking back.</summary>
        public Place Looking() =>
            this with
            {
                LooksBack =
                    !IsSure && (LookedBackAt is not { } last || BeganAt < last || BeganAt - last >= LookBack.Interval),
            };
    }
}
