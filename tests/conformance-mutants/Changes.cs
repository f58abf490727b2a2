namespace Crossdock.Conformance.Mutants;

/// <summary>Things in the order of their latest change, in pages: what changes while it is read comes again at the end.</summary>
internal sealed class Changes<T>
    where T : class
{
    private readonly Lock sync = new();
    private readonly Dictionary<string, (long Change, DateTimeOffset At, T Thing)> all = new(StringComparer.Ordinal);
    private long last;
    private DateTimeOffset? standing;

    public IReadOnlyList<T> All
    {
        get
        {
            lock (sync)
            {
                return [.. all.Values.OrderBy(one => one.Change).Select(one => one.Thing)];
            }
        }
    }

    public void StopClock() => standing = TimeProvider.System.GetUtcNow();

    public T? Find(string id)
    {
        lock (sync)
        {
            return all.GetValueOrDefault(id).Thing;
        }
    }

    /// <param name="change">Of the thing, or of null, at the time of the change.</param>
    public T Set(string id, Func<T?, DateTimeOffset, T> change)
    {
        lock (sync)
        {
            var now = standing ?? TimeProvider.System.GetUtcNow();
            var thing = change(all.GetValueOrDefault(id).Thing, now);
            all[id] = (++last, now, thing);
            return thing;
        }
    }

    public (IReadOnlyList<T> Page, long? Next) Page(DateTimeOffset? since, long after, int size)
    {
        lock (sync)
        {
            var rest = all
                .Values.Where(one => one.Change > after && (since is null || one.At >= since))
                .OrderBy(one => one.Change)
                .ToList();
            var page = rest.Take(size).ToList();
            return ([.. page.Select(one => one.Thing)], rest.Count > size ? page[^1].Change : null);
        }
    }
}
