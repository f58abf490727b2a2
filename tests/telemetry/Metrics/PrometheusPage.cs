using System.Globalization;
using System.Text.RegularExpressions;

namespace Crossdock.Telemetry.Tests.Metrics;

/// <summary>
/// Reads the text format 0.0.4 as strictly as it is described: each family begins with TYPE and HELP, lines end with a line feed, no
/// series comes twice. Throws on everything else.
/// </summary>
internal sealed partial class PrometheusPage
{
    private readonly Dictionary<string, double> samples = new(StringComparer.Ordinal);

    /// <summary>The type of each family by its name.</summary>
    public Dictionary<string, string> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>The help of each family, unescaped.</summary>
    public Dictionary<string, string> Help { get; } = new(StringComparer.Ordinal);

    /// <summary>All series, each as it is written before its value.</summary>
    public IReadOnlyDictionary<string, double> Samples => samples;

    public static PrometheusPage Parse(string text)
    {
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var page = new PrometheusPage();
        var family = "";
        foreach (var line in text[..^1].Split('\n'))
        {
            if (TypeLine().Match(line) is { Success: true } type)
            {
                family = type.Groups["name"].Value;
                page.Types.Add(family, type.Groups["type"].Value);
            }
            else if (HelpLine().Match(line) is { Success: true } help)
            {
                Assert.Equal(family, help.Groups["name"].Value);
                page.Help.Add(family, Unescape(help.Groups["text"].Value));
            }
            else
            {
                page.Add(line, family);
            }
        }

        return page;
    }

    /// <summary>The value of one series; fails where it is not there.</summary>
    public double this[string series] =>
        samples.TryGetValue(series, out var value)
            ? value
            : throw new KeyNotFoundException($"{series} is not among\n{string.Join('\n', samples.Keys)}");

    private void Add(string line, string family)
    {
        var sample = Sample().Match(line);
        Assert.True(sample.Success, line);
        var name = sample.Groups["name"].Value;
        Assert.True(
            Types[family] == "histogram"
                ? name == $"{family}_bucket" || name == $"{family}_sum" || name == $"{family}_count"
                : name == family,
            line
        );
        var value = sample.Groups["value"].Value;
        samples.Add(
            $"{name}{sample.Groups["labels"].Value}",
            value == "+Inf" ? double.PositiveInfinity : double.Parse(value, CultureInfo.InvariantCulture)
        );
    }

    private static string Unescape(string text) =>
        text.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);

    [GeneratedRegex("^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex HelpLine();

    [GeneratedRegex(
        "^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex TypeLine();

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?<labels>\{\}|\{[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\[n"\\])*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\[n"\\])*")*\})? (?<value>[+-]?Inf|NaN|[+-]?[0-9.eE+-]+)$""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Sample();
}
