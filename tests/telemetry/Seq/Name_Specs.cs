using System.Text.RegularExpressions;
using Crossdock.TestSupport;

namespace Crossdock.Telemetry.Tests.Seq;

/// <summary>Queries name events; a query for an event that nobody tells finds nothing, and looks like good news.</summary>
public sealed partial class When_queries_name_events
{
    private static readonly HashSet<string> Published =
    [
        .. Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "services"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Declared().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["name"].Value),
    ];

    [Theory]
    [InlineData("deploy/seq/signals.json")]
    [InlineData("deploy/seq/queries.json")]
    [InlineData("deploy/seq/dashboards.json")]
    [InlineData("deploy/seq/alerts.json")]
    [InlineData("docs/tracing.md")]
    public void Should_name_only_those_that_the_services_tell(string file)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file));
        var named = Queried()
            .Matches(text)
            .SelectMany(match => Name().Matches(match.Value))
            .Select(match => match.Value.Trim('\''))
            .ToHashSet();

        Assert.NotEmpty(named);
        Assert.Subset(Published, named);
    }

    [Fact]
    public void Should_have_each_event_in_the_documentation()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "tracing.md"));

        Assert.All(Published, name => Assert.Contains($"`{name}`", text, StringComparison.Ordinal));
    }

    [GeneratedRegex(
        "\\[LoggerMessage\\(.*?partial void (?<name>[A-Za-z]+)\\(",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        1000
    )]
    private static partial Regex Declared();

    [GeneratedRegex("EventName (= '[A-Za-z]+'|in \\[[^\\]]+\\])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Queried();

    [GeneratedRegex("'[A-Za-z]+'", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
