using System.Net;
using Crossdock.Adapters;
using Crossdock.Platform.Hosting;
using Crossdock.TestSupport;

namespace Crossdock.Security.Tests;

public sealed class When_a_service_starts_with_odd_settings
{
    [Theory]
    [InlineData("Http:FailuresPerMinute", "0")]
    [InlineData("Work:PollInterval", "00:00:00")]
    [InlineData("Work:Concurrency", "0")]
    [InlineData("Telemetry:SampleInterval", "-00:00:01")]
    [InlineData("Telemetry:SampleInterval", "90.00:00:00")]
    [InlineData("Telemetry:Seq", "seq:80")]
    [InlineData("Telemetry:Endpoint", "collector")]
    [InlineData("Telemetry:Endpoint", "http://seq/ingest/otlp")]
    public async Task Should_name_what_cannot_be_kept(string setting, string value)
    {
        var problem = await Assert.ThrowsAsync<SettingException>(async () =>
        {
            await using var host = await ApiHost.StartAsync(settings: (setting, value));
        });

        Assert.StartsWith(setting, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_be_alive_without_its_store_whoever_asks()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.Of("file"), "", default(CancellationToken));
        await using var host = await ApiHost.StartAsync(
            settings: ("Store:Directory", Path.Combine(folder.Of("file"), "data"))
        );
        using var client = new HttpClient { BaseAddress = host.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", $"xd.prober.{new string('A', 43)}");

        using var answer = await client.GetAsync("/health/live", default(CancellationToken));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}

/// <summary>The environment is the whole process's: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(When_a_service_asks_itself), DisableParallelization = true)]
[Collection(nameof(When_a_service_asks_itself))]
public sealed class When_a_service_asks_itself
{
    [Theory]
    [InlineData("http://*:1")]
    [InlineData("http://[::]:1;http://localhost:2")]
    [InlineData("nonsense")]
    public async Task Should_say_not_ready_whatever_its_address_looks_like(string urls)
    {
        Environment.SetEnvironmentVariable("Urls", urls);
        try
        {
            Assert.Equal(1, await ServiceHost.RunAsync([ServiceHost.HealthCheck]));
        }
        finally
        {
            Environment.SetEnvironmentVariable("Urls", null);
        }
    }
}
