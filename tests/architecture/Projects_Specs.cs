using System.Xml.Linq;
using Crossdock.TestSupport;

namespace Crossdock.Architecture.Tests;

/// <summary>A project reference is a permission; none is given that is not in this table.</summary>
public sealed class When_a_project_refers_to_another
{
    private const string Contracts = "contracts/Crossdock.Contracts";
    private const string Abstractions = "services/adapters/Abstractions";
    private const string Adapters = "services/adapters/*";
    private const string Platform = "services/platform";

    /// <summary>What each folder may refer to; "*" is any adapter.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        [Contracts] = [],
        [Abstractions] = [Contracts],
        [Adapters] = [Abstractions, Contracts],
        [Platform] = [Abstractions, Contracts],
        ["services/cart-adapter"] = [Adapters, Contracts, Platform],
        // It knows no adapter.
        ["services/order-router"] = [Contracts, Platform],
        ["services/wms-adapter"] = [Adapters, Contracts, Platform],
        // It shares no code with the clients: a misunderstanding would be on both sides.
        ["services/sandbox"] = [],
        // Over the public API only.
        ["services/console"] = [],
        ["services/all-in-one"] =
        [
            "services/cart-adapter",
            "services/order-router",
            "services/wms-adapter",
            "services/sandbox",
            "services/console",
        ],
    };

    public static TheoryData<string> Projects =>
        [.. Sources.Projects("contracts").Concat(Sources.Projects("services")).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Should_be_allowed_to(string project)
    {
        var folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
        var allowed = Allowed.GetValueOrDefault(folder) ?? Allowed[Generic(folder)];

        Assert.All(
            References(project),
            reference =>
                Assert.True(
                    allowed.Contains(reference) || (allowed.Contains(Generic(reference)) && reference != Abstractions),
                    $"{folder} refers to {reference}"
                )
        );
    }

    private static string Generic(string folder) =>
        Path.GetDirectoryName(folder)?.Replace('\\', '/') is "services/adapters" ? Adapters : folder;

    /// <summary>The folders of what the project, or the properties file beside adapters, refers to.</summary>
    private static IEnumerable<string> References(string project)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, project))!;
        var shared = Path.Combine(folder, "..", "Directory.Build.props");
        string[] files =
            File.Exists(shared) && !IsAbstractions(project)
                ? [Path.Combine(Repository.Root, project), Path.GetFullPath(shared)]
                : [Path.Combine(Repository.Root, project)];
        return files
            .SelectMany(file =>
                XDocument
                    .Load(file)
                    .Descendants("ProjectReference")
                    .Select(reference => reference.Attribute("Include")!.Value)
                    .Select(path => path.Replace("$(MSBuildThisFileDirectory)", "./", StringComparison.Ordinal))
                    .Select(path => Path.GetFullPath(path.Replace('\\', '/'), Path.GetDirectoryName(file)!))
            )
            .Select(path => Path.GetRelativePath(Repository.Root, Path.GetDirectoryName(path)!).Replace('\\', '/'));
    }

    private static bool IsAbstractions(string project) =>
        project.StartsWith(Abstractions + "/", StringComparison.Ordinal);
}
