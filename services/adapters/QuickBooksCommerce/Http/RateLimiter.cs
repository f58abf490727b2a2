using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>What a call is for, as far as it has to give way to others.</summary>
internal enum Work
{
    /// <summary>Reading orders, setting stock: can wait for the next window.</summary>
    Routine,

    /// <summary>Telling of shipments and testing the connection: somebody is waiting.</summary>
    Urgent,
}

/// <summary>Names the work of a request.</summary>
internal static class WorkKey
{
    public const string Name = "work";
}

/// <summary>
/// The calls left in the window (300 in 300 s, aligned to five-minute marks) as every answer counts them. The service counts
/// for all replicas together, so none needs to ask another. Routine work leaves a reserve to urgent work.
/// </summary>
internal sealed class RateLimiter(int reserve, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>How long an answer may have been on its way when the window that it tells of has ended.</summary>
    private static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(2);

    private readonly Lock exclusive = new();
    private int limit = 300;

    /// <summary>Null until an answer of the window has told it.</summary>
    private int? remaining;
    private DateTimeOffset reset;

    /// <summary>Takes one call out of the budget.</summary>
    /// <exception cref="ConnectionProblemException">Throttled: for this kind of work nothing is left.</exception>
    public void Take(Work work)
    {
        lock (exclusive)
        {
            if (remaining is null || time.GetUtcNow() >= reset)
            {
                // A new window: its first answer tells what is left.
                remaining = null;
                return;
            }

            var kept = Kept(work);
            if (remaining <= kept)
            {
                throw kept == 0
                    ? Throttled("The calls that QuickBooks Commerce allows are used up")
                    : Throttled(
                        $"The last {remaining} calls that QuickBooks Commerce allows are kept for shipments",
                        sparesOtherWork: true
                    );
            }

            remaining--;
        }
    }

    /// <summary>How many calls this kind of work has left in the window; null where no answer of it has told that yet.</summary>
    public int? Left(Work work)
    {
        lock (exclusive)
        {
            return remaining is { } left && time.GetUtcNow() < reset ? Math.Max(0, left - Kept(work)) : null;
        }
    }

    /// <summary>Takes note of what an answer says about the window.</summary>
    public void Observe(HttpStatusCode status, HttpResponseHeaders headers)
    {
        lock (exclusive)
        {
            var now = time.GetUtcNow();
            var refused = status == HttpStatusCode.TooManyRequests;
            var left = refused ? 0 : Number(headers, "X-Rate-Limit-Remaining");
            if (left is not >= 0)
            {
                return;
            }

            var end = End(headers, now, refused);
            if (end < reset && now < reset && !refused)
            {
                // A late answer of the window before.
                return;
            }

            // The service's own count is the true one, also where it goes up because nobody is counting.
            remaining = (int)Math.Min(left.Value, int.MaxValue);
            reset = end;
            if (Number(headers, "X-Rate-Limit-Limit") is > 0 and <= int.MaxValue and var said)
            {
                limit = (int)said;
            }
        }
    }

    /// <summary>The problem to throw after an answer 429, or before one.</summary>
    public ConnectionProblemException Throttled(string why, bool sparesOtherWork = false)
    {
        lock (exclusive)
        {
            return new(
                ConnectionProblem.Throttled,
                string.Create(CultureInfo.InvariantCulture, $"{why} until {reset:HH:mm:ss} UTC")
            )
            {
                RetryAt = reset,
                SparesOtherWork = sparesOtherWork,
            };
        }
    }

    /// <summary>An account with a small limit must not be all reserve.</summary>
    private int Kept(Work work) => work == Work.Routine ? Math.Min(reserve, limit / 2) : 0;

    /// <summary>The end of the window as told, within reason; else the next five-minute mark.</summary>
    private static DateTimeOffset End(HttpResponseHeaders headers, DateTimeOffset now, bool refused)
    {
        var latest = now + Window + Window;
        if (Number(headers, "X-Rate-Limit-Reset") is > 0 and var seconds && seconds <= latest.ToUnixTimeSeconds())
        {
            var told = DateTimeOffset.FromUnixTimeSeconds(seconds);
            if (!refused || told > now)
            {
                return told;
            }

            if (told > now - OnItsWay)
            {
                return now + Moment;
            }
            // A clock that is not theirs finds the end in the past; anyone who is refused has to wait all the same.
        }

        var said = headers.RetryAfter is { } after ? after.Date ?? (now + after.Delta) : null;
        return said > now && said <= latest
            ? said.Value
            : new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Window.Ticks) + Window.Ticks, TimeSpan.Zero);
    }

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.First(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
