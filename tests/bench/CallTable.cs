using System.Globalization;

namespace Crossdock.Bench;

/// <summary>The figures, for people.</summary>
public static class CallTable
{
    public static void Print(TextWriter to, IReadOnlyList<CallRow> rows)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(rows);
        Line("what", "calls", "floor", "ratio", "target", "per window", "");
        foreach (var row in rows)
        {
            Line(
                row.Description,
                Text(row.Calls),
                Text(row.Floor),
                row.Ratio.ToString("0.00", CultureInfo.InvariantCulture),
                Text(row.Target),
                Text(row.PerWindow),
                row.IsMet ? "" : "missed"
            );
        }

        to.WriteLine();
        to.WriteLine("floor: the fewest calls that pages and lists of 250 allow.");
        to.WriteLine("per window: how many the 300 calls of five minutes are enough for.");

        void Line(params string[] cells) =>
            to.WriteLine(
                string.Create(
                        CultureInfo.InvariantCulture,
                        $"{cells[0], -62}{cells[1], 6}{cells[2], 7}{cells[3], 7}{cells[4], 8}{cells[5], 12}  {cells[6]}"
                    )
                    .TrimEnd()
            );
    }

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
