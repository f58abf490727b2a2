using System.Text.RegularExpressions;
using Crossdock.TestSupport;

namespace Crossdock.Telemetry.Tests.Metrics;

/// <summary>A query for a metric that no service has finds nothing, and looks like good news.</summary>
[Collection("observed hub")]
public sealed partial class When_documents_name_metrics(ObservedHub hub)
{
    /// <summary>Shown where the external system reports it; the sandbox does not while its rate limit is off.</summary>
    private const string CallsLeft = "crossdock_connection_calls_left";

    [Fact]
    public void Should_name_only_those_that_are_on_metrics()
    {
        var known = hub.Pages.Values.SelectMany(page =>
            page.Samples.Keys.Select(k => k.Split('{')[0]).Concat(page.Types.Keys)
        );
        var named = Files()
            .SelectMany(file => Metric().Matches(File.ReadAllText(file)))
            .Select(m => m.Value)
            .ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(known.Append(CallsLeft).ToHashSet(), named);
    }

    [Fact]
    public void Should_have_each_of_ours_in_the_table()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tracing.md"));
        var ours = hub.Pages.Values.SelectMany(page => page.Types.Keys).Where(name => Metric().IsMatch(name));

        Assert.All(ours, name => Assert.Contains($"| `{name}` |", text, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files() =>
        new[] { "docs", "deploy/seq", "deploy/prometheus", "deploy/grafana" }
            .SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.TopDirectoryOnly)
            )
            .Append(Path.Combine(Repository.Root, "README.md"));

    [GeneratedRegex("(?<![A-Za-z_])crossdock_[a-z]+(_[a-z]+)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Metric();
}
