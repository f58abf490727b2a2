using System.Net;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

public sealed class When_the_store_cannot_be_opened : IDisposable
{
    private readonly TemporaryFolder data = new();

    [Theory]
    [InlineData("cart-adapter")]
    [InlineData("wms-adapter")]
    [InlineData("order-router")]
    public async Task Should_log_it_and_resume_automatically_when_it_can(string name)
    {
        // A file where the folder should be.
        await File.WriteAllTextAsync(data.Of("hub"), "");
        await using var service = new Containers(data.Path).Make(name, Containers.Sqlite(data.Of("hub")));
        service.Start();

        await service.AnswersAsync("/health/live", HttpStatusCode.OK);
        Assert.Contains("cannot be opened", (await StoreOf(service)).Why, StringComparison.Ordinal);
        await Wait.UntilAsync(
            () => service.Output.Contains("waits for its store", StringComparison.Ordinal),
            "the log"
        );
        Assert.DoesNotContain("HealthCheck", service.Output, StringComparison.Ordinal);

        File.Delete(data.Of("hub"));
        await Wait.UntilAsync(async () => (await StoreOf(service)).Works, "the store");
        Assert.Equal(0, await service.StopAsync());
    }

    public void Dispose() => data.Dispose();

    private static async Task<(bool Works, string Why)> StoreOf(ServiceProcess service)
    {
        var ready = JsonNode.Parse(await service.TextAsync("/health/ready"))!;
        var store = ready["checks"]!["store"]!;
        return ((string?)store["status"] == "Healthy", $"{store}");
    }
}
