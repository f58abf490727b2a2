using System.Xml.Linq;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Crossdock.TestSupport;

namespace Crossdock.Templates.Tests;

/// <summary>Instantiates the template in a copy of what it needs of the repository, builds it, and runs its specs.</summary>
public sealed class When_an_adapter_is_made_from_the_template : IDisposable
{
    private static readonly TimeSpan LongestCommand = TimeSpan.FromMinutes(6);

    private static readonly string[] Copied =
    [
        "services/adapters/Abstractions",
        "services/adapters/Directory.Build.props",
        "contracts",
        "tests/conformance",
        "tests/Directory.Build.props",
        "Directory.Build.props",
        "Directory.Packages.props",
        "global.json",
        ".editorconfig",
        "Microservices.sln",
    ];

    private readonly TemporaryFolder copy = new();

    public void Dispose() => copy.Dispose();

    [Theory]
    [InlineData(
        AdapterRole.Warehouse,
        "SubmitAsync",
        "FindAsync",
        "CancelAsync",
        "ParcelsAsync",
        "InventorySinceAsync",
        "HaveAsync"
    )]
    [InlineData(AdapterRole.Cart, "SetStockAsync", "PlaceAsync", "StopClockAsync", "ShownAsync")]
    public async Task Should_compile_be_found_by_scanning_and_be_red_in_the_places_that_its_author_fills(
        AdapterRole role,
        params string[] places
    )
    {
        // An assembly of one name can be loaded once.
        var name = $"Acme{role}";
        foreach (var path in Copied)
        {
            Copy(path);
        }

        var hive = copy.Of("hive");
        var template = Path.Combine(Repository.Root, "templates", "crossdock-adapter");
        await DotnetAsync("new", "install", template, "--debug:custom-hive", hive);
        await DotnetAsync(
            "new",
            "crossdock-adapter",
            "-n",
            name,
            "--role",
            $"{role}".ToLowerInvariant(),
            "--debug:custom-hive",
            hive
        );
        await DotnetAsync(
            "build",
            $"tests/adapters/{name}",
            "-m:2",
            "-nodeReuse:false",
            "--nologo",
            "-p:NuGetAudit=false"
        );

        var solution = await File.ReadAllTextAsync(copy.Of("Microservices.sln"), TestContext.Current.CancellationToken);
        Assert.Contains($"Crossdock.Adapters.{name}.csproj", solution);
        Assert.Contains($"Crossdock.Adapters.{name}.Tests.csproj", solution);
        AssertFound(name, role);
        await AssertRedAsync(name, places);
    }

    private void AssertFound(string name, AdapterRole role)
    {
        var library = $"Crossdock.Adapters.{name}.dll";
        Directory.CreateDirectory(copy.Of("scanned"));
        File.Copy(copy.Of($"tests/adapters/{name}/bin/Debug/net10.0/{library}"), copy.Of($"scanned/{library}"));

        var adapter = Assert.Single(new AdapterCatalog(AdapterCatalog.Scan(copy.Of("scanned"))).All);

        Assert.Equal((name, role), (adapter.Kind, adapter.Role));
    }

    /// <summary>Green is what needs no more than a sign-in; all else is red, and names what is to be written.</summary>
    private async Task AssertRedAsync(string name, string[] places)
    {
        var (_, output) = await RunAsync(
            "exec",
            $"tests/adapters/{name}/bin/Debug/net10.0/Crossdock.Adapters.{name}.Tests.dll",
            "-noLogo",
            "-noColor",
            "-xml",
            "result.xml"
        );
        Assert.True(File.Exists(copy.Of("result.xml")), output);
        var specs = XDocument
            .Load(copy.Of("result.xml"))
            .Descendants("test")
            .ToLookup(
                spec => (string?)spec.Attribute("result") == "Pass",
                spec => (Method: (string)spec.Attribute("method")!, Said: spec.Element("failure")?.Value)
            );

        Assert.Equal(
            ["Should_say_in_a_sentence_what_it_reaches", "Should_tell_apart_what_is_wrong_with_the_connection"],
            specs[true].Select(spec => spec.Method).Distinct().Order(StringComparer.Ordinal)
        );
        Assert.NotEmpty(specs[false]);
        Assert.All(specs[false], spec => Assert.Contains("To be written: ", spec.Said));
        foreach (var place in places)
        {
            Assert.Contains(
                specs[false],
                spec => spec.Said!.Contains($"To be written: {place} ", StringComparison.Ordinal)
            );
        }
    }

    private async Task DotnetAsync(params string[] arguments)
    {
        var (code, output) = await RunAsync(arguments);
        Assert.True(code == 0, $"dotnet {string.Join(' ', arguments)}\n{output}");
    }

    private async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var environment = new Dictionary<string, string>
        {
            ["DOTNET_NOLOGO"] = "1",
            ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1",
        };
        await using var process = ChildProcess.Start("dotnet", arguments, environment, copy.Path);
        return (await process.EndedAsync(LongestCommand), process.Output);
    }

    private void Copy(string path)
    {
        var source = Path.Combine(Repository.Root, path);
        var files = File.Exists(source) ? [source] : Directory.GetFiles(source, "*", SearchOption.AllDirectories);
        foreach (var file in files.Where(file => !IsBuilt(Path.GetRelativePath(source, file))))
        {
            var target = copy.Of(Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static bool IsBuilt(string path) =>
        path.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj");
}
