using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Crossdock.Platform.Hosting;
using Crossdock.TestSupport;

namespace Crossdock.Security.Tests;

/// <summary>Standard output is the whole process's: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(When_a_service_is_asked_for_its_version), DisableParallelization = true)]
[Collection(nameof(When_a_service_is_asked_for_its_version))]
public sealed class When_a_service_is_asked_for_its_version
{
    private static readonly string Version = XDocument
        .Load(Path.Combine(Repository.Root, "Directory.Build.props"))
        .Descendants("Version")
        .Single()
        .Value;

    [Fact]
    public async Task Should_print_the_product_version()
    {
        var before = Console.Out;
        await using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            Assert.Equal(0, await ServiceHost.RunAsync(["--version"]));
        }
        finally
        {
            Console.SetOut(before);
        }

        Assert.Equal(Version, output.ToString().Trim());
    }

    [Fact]
    public async Task Should_show_the_product_version_in_health_answers()
    {
        await using var host = await ApiHost.StartAsync();
        using var client = new HttpClient { BaseAddress = host.Address };

        using var answer = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);

        var health = await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        Assert.Equal(Version, (string?)health!["version"]);
    }
}
