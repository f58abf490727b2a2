using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Crossdock.Bench.Figures;

/// <summary>The figures for people, as Markdown, and for the next run, as JSON.</summary>
public static class MeasurementTable
{
    public static string Markdown(IReadOnlyList<Measurement> measurements)
    {
        var text = new StringBuilder(
            "| what | figure | | target | before | |\n| --- | --- | ---: | ---: | ---: | --- |\n"
        );
        foreach (var m in measurements)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {m.Group} | {m.Name} | {Figure(m.Value)} {m.Unit} | {Figure(m.Target)} | {Figure(m.Before)} | {(m.IsMet ? "" : "missed")} |\n"
            );
        }

        return text.ToString();
    }

    public static string Json(IReadOnlyList<Measurement> measurements) => JsonSerializer.Serialize(measurements);

    /// <summary>Puts the figures of an earlier run beside those of this one.</summary>
    /// <param name="measurements">Of this run.</param>
    /// <param name="earlier">What <see cref="Json"/> made of the earlier one.</param>
    public static IReadOnlyList<Measurement> Beside(IReadOnlyList<Measurement> measurements, string earlier)
    {
        var before = JsonSerializer
            .Deserialize<List<Measurement>>(earlier)!
            .ToDictionary(m => (m.Group, m.Name), m => m.Value);
        return
        [
            .. measurements.Select(m =>
                before.TryGetValue((m.Group, m.Name), out var value) ? m with { Before = value } : m
            ),
        ];
    }

    internal static string Figure(double? value) =>
        value is not { } number ? ""
        : Math.Abs(number) >= 100 ? number.ToString("N0", CultureInfo.InvariantCulture)
        : number.ToString("0.##", CultureInfo.InvariantCulture);
}
