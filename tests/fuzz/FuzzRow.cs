using System.Globalization;
using System.Text;

namespace Crossdock.Fuzz;

/// <summary>What one entrance has shown.</summary>
internal sealed class FuzzRow(string entrance)
{
    public string Entrance => entrance;
    public long Inputs { get; set; }
    public long Accepted { get; set; }
    public double SlowestMilliseconds { get; set; }
    public long PeakBytes { get; set; }

    /// <summary>What went wrong, with an input that shows it; each kind once.</summary>
    public Dictionary<string, string> Findings { get; } = new(StringComparer.Ordinal);

    public static string Table(IEnumerable<FuzzRow> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("| entrance | inputs | accepted | refused | slowest ms | most memory KiB | findings |");
        text.AppendLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (var row in rows)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {row.Entrance} | {row.Inputs} | {row.Accepted} | {row.Inputs - row.Accepted} | {row.SlowestMilliseconds:F0} | {row.PeakBytes / 1024} | {row.Findings.Count} |"
            );
        }

        return text.ToString();
    }
}
