using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crossdock.TestSupport;
using YamlDotNet.RepresentationModel;

namespace Crossdock.Telemetry.Tests.Metrics;

/// <summary>
/// An alert on a metric, label or value that no service has never fires, and looks like good news. Compared with <c>/metrics</c> of a hub
/// that runs.
/// </summary>
[Collection("observed hub")]
public sealed partial class When_alerts_and_panels_are_evaluated(ObservedHub hub)
{
    private const string Rules = "deploy/prometheus/crossdock.rules.yml";
    private const string Dashboard = "deploy/grafana/crossdock.json";

    /// <summary>A label that begins as a metric does.</summary>
    private const string StatusCode = "http_response_status_code";

    /// <summary>What Prometheus adds to each series, and its own metric.</summary>
    private static readonly string[] Added = ["job", "instance"];

    /// <summary>A state has a series only while a connection is in it.</summary>
    private static readonly string[] States = ["active", "disabled", "circuit_open", "unusable"];

    public static TheoryData<string, string> Expressions =>
        new(
            Alerts()
                .Select(alert => (Text(alert, "alert"), Text(alert, "expr")))
                .Concat(
                    Panels()
                        .SelectMany(panel =>
                            panel!["targets"]!.AsArray().Select(one => (Name(panel), (string)one!["expr"]!))
                        )
                )
        );

    [Theory]
    [MemberData(nameof(Expressions))]
    public void Should_find_each_metric_with_its_labels(string name, string expression)
    {
        var selectors = Selector().Matches(expression).Where(found => found.Value != StatusCode).ToList();
        Assert.True(selectors.Count > 0, name);
        foreach (var selector in selectors)
        {
            var metric = selector.Groups["metric"].Value;
            var series = LabelsOf(metric);
            Assert.True(series.Count > 0 || metric == "up", $"{name}: there is no {metric}");
            foreach (Match label in Matcher().Matches(selector.Groups["labels"].Value))
            {
                Check(name, metric, label, series);
            }
        }

        foreach (Match grouping in Grouping().Matches(expression))
        {
            var known = selectors.SelectMany(one => LabelsOf(one.Groups["metric"].Value)).SelectMany(one => one.Keys);
            Assert.Subset(
                known.Concat(Added).ToHashSet(),
                grouping.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries).ToHashSet()
            );
        }
    }

    [Fact]
    public void Should_say_for_each_alert_what_is_wrong_and_what_to_do() =>
        Assert.All(
            Alerts(),
            alert =>
            {
                var annotations = (YamlMappingNode)alert["annotations"];
                Assert.EndsWith(".", Text(annotations, "summary"), StringComparison.Ordinal);
                Assert.InRange(Text(annotations, "action").Length, 60, 400);
                Assert.Contains(
                    Text((YamlMappingNode)alert["labels"], "severity"),
                    (string[])["info", "warning", "critical"]
                );
                Assert.Matches("^[0-9]+[mhd]$", Text(alert, "for"));
            }
        );

    [Fact]
    public async Task Should_send_people_to_endpoints_that_there_are()
    {
        var known = await File.ReadAllTextAsync(
            Path.Combine(Repository.Root, "docs", "api", "all-in-one.json"),
            TestContext.Current.CancellationToken
        );
        var paths = JsonNode.Parse(known)!["paths"]!.AsObject().Select(path => path.Key).ToHashSet();

        var named = Alerts()
            .Select(alert => Text((YamlMappingNode)alert["annotations"], "action"))
            .Concat(Panels().Select(panel => (string)panel!["description"]!))
            .SelectMany(text => Endpoint().Matches(text))
            .Select(match => Label().Replace(match.Value, "{name}"))
            .ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(paths.Append("/health/ready").ToHashSet(), named);
    }

    private static void Check(string name, string metric, Match label, IReadOnlyList<Dictionary<string, string>> series)
    {
        var key = label.Groups["key"].Value;
        if (Added.Contains(key))
        {
            return;
        }

        var values = series.Where(one => one.ContainsKey(key)).Select(one => one[key]).ToHashSet();
        Assert.True(values.Count > 0, $"{name}: {metric} has no label {key}");
        var allowed = key == "state" ? values.Concat(States) : values;
        var text = label.Groups["value"].Value;
        string[] alternatives = label.Groups["how"].Value.Contains('~', StringComparison.Ordinal)
            ? Plain().IsMatch(text)
                ? text.Split('|')
                : []
            : [text];
        Assert.Subset(allowed.ToHashSet(), alternatives.ToHashSet());
    }

    private List<Dictionary<string, string>> LabelsOf(string metric) =>
        [
            .. hub
                .Pages.Values.SelectMany(page => page.Samples.Keys)
                .Where(series => series.Split('{')[0] == metric)
                .Select(series =>
                    Matcher()
                        .Matches(series)
                        .ToDictionary(label => label.Groups["key"].Value, label => label.Groups["value"].Value)
                ),
        ];

    private static IEnumerable<YamlMappingNode> Alerts()
    {
        using var reader = new StreamReader(Path.Combine(Repository.Root, Rules));
        var yaml = new YamlStream();
        yaml.Load(reader);
        return ((YamlSequenceNode)yaml.Documents[0].RootNode["groups"])
            .SelectMany(group => (YamlSequenceNode)group["rules"])
            .Cast<YamlMappingNode>();
    }

    private static JsonArray Panels() =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, Dashboard)))!["panels"]!.AsArray();

    private static string Name(JsonNode? panel) => (string)panel!["title"]!;

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    [GeneratedRegex(
        "(?<![A-Za-z_$])(?<metric>up(?![a-z_])|(crossdock|http|process|dotnet)_[a-z_]+)(\\{(?<labels>[^}]*)\\})?",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Selector();

    [GeneratedRegex("(?<key>[a-zA-Z_]+)(?<how>=~|!~|!=|=)\"(?<value>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Matcher();

    [GeneratedRegex("(by|on) \\((?<labels>[a-z_, ]+)\\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Grouping();

    [GeneratedRegex("^[a-z_|]+$", RegexOptions.None, 1000)]
    private static partial Regex Plain();

    [GeneratedRegex(
        "/(api/v1|health)/[a-z-]+(/[a-z-]+|/\\{\\{[^}]*\\}\\}/[a-z]+)*",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Endpoint();

    [GeneratedRegex("\\{\\{[^}]*\\}\\}", RegexOptions.None, 1000)]
    private static partial Regex Label();
}
