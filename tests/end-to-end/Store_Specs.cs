using System.Net;
using Crossdock.TestSupport;

namespace Crossdock.EndToEnd.Tests;

public sealed class When_the_store_cannot_be_opened : IDisposable
{
    private readonly TemporaryFolder data = new();

    [Fact]
    public async Task Should_say_so_and_go_on_by_itself_when_it_can()
    {
        var settings = Settings.OfService(new Uri("amqp://unused"), data.Of("hub"));
        settings["Bus:Transport"] = "InMemory";
        // A file where the folder should be.
        await File.WriteAllTextAsync(data.Of("hub"), "");
        await using var router = new ServiceProcess(
            "order-router",
            "Crossdock.OrderRouter",
            settings
        );
        router.Start();

        await router.AnswersAsync("/health/ready", HttpStatusCode.ServiceUnavailable);
        Assert.Contains(
            "cannot be opened",
            await router.TextAsync("/health/ready"),
            StringComparison.Ordinal
        );
        File.Delete(data.Of("hub"));
        await router.ReadyAsync();
    }

    public void Dispose() => data.Dispose();
}
