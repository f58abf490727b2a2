using System.Globalization;
using System.Net;
using System.Text;

namespace Crossdock.Bench.Figures;

/// <summary>Draws how far each figure is from its target, as SVG: a bar that ends left of the line has met it.</summary>
public static class MeasurementChart
{
    private const int Row = 22;
    private const int Names = 420;
    private const int Bars = 360;

    /// <summary>A bar beyond so many times its target is cut off.</summary>
    private const double MaxDistance = 4;

    public static string Svg(IReadOnlyList<Measurement> measurements)
    {
        var rows = measurements.Where(m => m.Distance is not null).ToList();
        var height = (rows.Count + 2) * Row;
        var line = Names + (Bars / MaxDistance);
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Names + Bars + 150}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\">\n"
        );
        for (var i = 0; i < rows.Count; i++)
        {
            var m = rows[i];
            var y = (i + 1) * Row;
            var width = Math.Min(m.Distance!.Value, MaxDistance) * Bars / MaxDistance;
            var label = WebUtility.HtmlEncode($"{m.Group}: {m.Name}");
            text.Append(
                CultureInfo.InvariantCulture,
                $"""
                <text x="8" y="{y + 12}">{label}</text>
                <rect x="{Names}" y="{y}" width="{width:0.#}" height="{Row - 6}" fill="{(
                    m.IsMet ? "#2a7f62" : "#c0562f"
                )}"/>
                <text x="{Names + width + 6:0.#}" y="{y + 12}">{MeasurementTable.Figure(m.Value)} {m.Unit}</text>

                """
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            <line x1="{line:0.#}" y1="{Row - 6}" x2="{line:0.#}" y2="{height
                - Row}" stroke="black" stroke-dasharray="4 3"/>
            <text x="{line + 4:0.#}" y="{height - 6}">target</text>
            </svg>

            """
        );
        return text.ToString();
    }
}
