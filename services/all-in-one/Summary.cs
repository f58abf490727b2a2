using System.Globalization;
using Spectre.Console;

namespace Crossdock.AllInOne;

/// <summary>The table at the end, and the one line that says it all.</summary>
internal static class Summary
{
    private const int MaxRows = 40;

    /// <returns>Whether every order ended as its seed says, none lost, none doubled.</returns>
    public static bool Print(
        TextWriter output,
        SandboxReport report,
        Findings findings,
        bool stockAgrees,
        TimeSpan? elapsed
    )
    {
        var (wrong, unseen) = findings;
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        var table = new Table().AddColumns("kind", "orders", "should end", "as it should");
        foreach (var kind in report.Orders.GroupBy(order => (order.Kind, order.Expected)))
        {
            table.AddRow(
                Markup.Escape(kind.Key.Kind),
                Number(kind.Count()),
                kind.Key.Expected,
                Number(kind.Count(order => !wrong.ContainsKey(order.Number)))
            );
        }

        console.Write(table);
        foreach (var order in report.Orders.Where(order => wrong.ContainsKey(order.Number)).Take(MaxRows))
        {
            output.WriteLine(
                $"{order.Number} ({order.Kind}) should be {order.Expected}; the sandbox shows {order.Found} ({order.Why}), the hub says {wrong[order.Number]}"
            );
        }

        foreach (var order in unseen.Take(MaxRows))
        {
            output.WriteLine(
                $"{order.Number} ({order.Kind}) differs, and the hub does not say so: {string.Join("; ", order.Differences)}"
            );
        }

        output.WriteLine(stockAgrees ? "stock: cart and warehouse agree" : "stock: cart and warehouse differ");
        if (elapsed is { } time)
        {
            var perSecond = report.Orders.Count / time.TotalSeconds;
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"seconds={time.TotalSeconds:0.0} orders_per_second={perSecond:0.0}"
                )
            );
        }

        var totals = report.Totals;
        output.WriteLine(
            $"orders={totals.Orders} confirmed={totals.Confirmed} held={totals.Held} skipped={totals.Skipped} canceled={totals.Canceled} lost={totals.Lost} doubled={totals.Doubled} unseen={unseen.Count}"
        );
        return totals is { Lost: 0, Doubled: 0 } && wrong.Count == 0 && unseen.Count == 0;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
