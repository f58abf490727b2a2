namespace Crossdock.Platform.Observability;

/// <summary>The measurements of one instrument with the same labels, added up.</summary>
/// <param name="labels">As the text format writes them, without braces.</param>
/// <param name="bounds">A histogram's upper bounds, ascending; empty otherwise.</param>
internal sealed class Series(string labels, IReadOnlyList<double> bounds)
{
    private readonly long[] counts = new long[bounds.Count];

    public string Labels { get; } = labels;

    /// <summary>A gauge's latest value, or the sum.</summary>
    public double Value { get; private set; }

    /// <summary>How often something was measured.</summary>
    public long Count { get; private set; }

    /// <summary>How many measurements were at most the bound, by bound.</summary>
    public IEnumerable<(double Bound, long Count)> Buckets
    {
        get
        {
            var total = 0L;
            for (var i = 0; i < bounds.Count; i++)
            {
                total += counts[i];
                yield return (bounds[i], total);
            }
        }
    }

    public void Set(double value) => Value = value;

    public void Add(double value)
    {
        Value += value;
        Count++;
        for (var i = 0; i < bounds.Count; i++)
        {
            if (value <= bounds[i])
            {
                counts[i]++;
                return;
            }
        }
    }
}
