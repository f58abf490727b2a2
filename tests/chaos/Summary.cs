using System.Globalization;

namespace Crossdock.Chaos;

/// <summary>What is printed at the end: what is wrong, how often each fault struck, and the one line that says it all.</summary>
internal static class Summary
{
    private const int MaxRows = 40;

    /// <returns>True if every order came to its end, all of them once, and no process ended by itself.</returns>
    public static bool Print(
        TextWriter output,
        Findings found,
        IReadOnlyList<string> problems,
        IReadOnlyDictionary<string, int> struck
    )
    {
        var levels = found.WrongLevels.Select(sku => $"stock: {sku}");
        foreach (
            var line in problems.Concat(found.Open.Take(MaxRows)).Concat(found.Unseen.Take(MaxRows)).Concat(levels)
        )
        {
            output.WriteLine(line);
        }

        foreach (var (kind, count) in struck)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind, -40}{count, 6}"));
        }

        var totals = found.Report.Totals;
        output.WriteLine(
            $"orders={totals.Orders} confirmed={totals.Confirmed} held={totals.Held} lost={totals.Lost} doubled={totals.Doubled} stock_wrong={found.WrongLevels.Count} unseen={found.Unseen.Count}"
        );
        return found.IsRight && problems.Count == 0;
    }
}
