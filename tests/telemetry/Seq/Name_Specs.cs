using System.Text.RegularExpressions;
using Crossdock.TestSupport;

namespace Crossdock.Telemetry.Tests.Seq;

/// <summary>A query for an event that no service logs finds nothing, and looks like good news.</summary>
public sealed partial class When_queries_name_events
{
    private static readonly List<string> Declared =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "services"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Declaration().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value),
    ];

    [Theory]
    [InlineData("deploy/seq/signals.json")]
    [InlineData("deploy/seq/queries.json")]
    [InlineData("deploy/seq/dashboards.json")]
    [InlineData("deploy/seq/alerts.json")]
    [InlineData("docs/tracing.md")]
    public void Should_name_only_those_that_the_services_log(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        var named = Queried()
            .Matches(text)
            .SelectMany(match => Name().Matches(match.Value))
            .Select(match => match.Value.Trim('\''))
            .ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(Declared.ToHashSet(), named);
    }

    [Fact]
    public void Should_have_each_event_in_the_documentation()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tracing.md"));

        Assert.All(Declared, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Should_find_one_event_by_a_name_or_an_id()
    {
        Assert.Equal(Declared.Distinct().Order(), Declared.Order());
        Assert.Equal(Declared.Count, Declared.Select(Id).Distinct().Count());
    }

    /// <summary>The id that the generator of the logging methods derives from a name (FNV-1a).</summary>
    private static int Id(string name) =>
        Math.Abs((int)name.Aggregate(2166136261u, (hash, c) => unchecked((c ^ hash) * 16777619u)));

    [GeneratedRegex(
        "\\[LoggerMessage\\(.*?partial void (?<name>[A-Za-z]+)\\(",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Declaration();

    [GeneratedRegex("EventName (= '[A-Za-z]+'|in \\[[^\\]]+\\])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Queried();

    [GeneratedRegex("'[A-Za-z]+'", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
