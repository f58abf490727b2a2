namespace Crossdock.Adapters;

/// <summary>
/// The records of an external system that cannot be read. Each costs only itself; what an adapter reports here becomes an entry of the list
/// of exceptions, so that a person corrects it where it comes from.
/// </summary>
public sealed class UnreadableRecords
{
    private const int MaxRecords = 1000;
    private readonly Lock changing = new();
    private readonly Dictionary<string, UnreadableSource> news = new(StringComparer.Ordinal);

    /// <summary>After a look at all of a source: exactly these cannot be read. None ends what was reported before.</summary>
    /// <param name="source">What was looked at, in the plural, for people: "order files".</param>
    /// <param name="reasons">Why each cannot be read, by its name.</param>
    public void Replace(string source, IEnumerable<KeyValuePair<string, string>> reasons)
    {
        var bounded = reasons.Take(MaxRecords).ToDictionary(StringComparer.Ordinal);
        lock (changing)
        {
            news[source] = new(source, bounded);
        }
    }

    /// <summary>Where only changes are read: this record cannot be. Its entry ends a day after it was last reported.</summary>
    public void Add(string source, string record, string reason)
    {
        lock (changing)
        {
            var reasons = new Dictionary<string, string>(
                news.GetValueOrDefault(source)?.Reasons ?? new Dictionary<string, string>(),
                StringComparer.Ordinal
            );
            if (reasons.Count < MaxRecords)
            {
                reasons[record] = reason;
            }

            news[source] = new(source, reasons);
        }
    }

    /// <summary>What was reported and not yet passed on.</summary>
    public IReadOnlyList<UnreadableSource> Pending()
    {
        lock (changing)
        {
            return [.. news.Values];
        }
    }

    /// <summary>It is passed on, unless the adapter has reported anew since.</summary>
    public void PassedOn(UnreadableSource source)
    {
        lock (changing)
        {
            if (ReferenceEquals(news.GetValueOrDefault(source.Source), source))
            {
                news.Remove(source.Source);
            }
        }
    }
}

/// <summary>What cannot be read of one source.</summary>
/// <param name="Source">As the adapter names it.</param>
/// <param name="Reasons">Why each record cannot be read, by its name; empty once all can be.</param>
public sealed record UnreadableSource(string Source, IReadOnlyDictionary<string, string> Reasons);
