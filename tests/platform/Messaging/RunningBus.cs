using Crossdock.Platform.Messaging;
using Crossdock.Platform.Observability;
using Crossdock.TestSupport;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Tests.Messaging;

/// <summary>A host with nothing but the house's bus, and what it logs.</summary>
public sealed class RunningBus : IAsyncDisposable
{
    private readonly IHost host;
    private readonly RecordingLogger log;

    private RunningBus(IHost host, RecordingLogger log) => (this.host, this.log) = (host, log);

    public IBus Bus => host.Services.GetRequiredService<IBus>();

    /// <summary>Counts the messages of its queues, as a service does at an interval.</summary>
    public Task CountAsync() => host.Services.GetRequiredService<QueueGauges>().SampleAsync(default);

    /// <summary>How the bus itself finds its connection.</summary>
    public BusHealthResult Health => host.Services.GetRequiredService<IBusControl>().CheckHealth();

    /// <summary>Ends when the host begins to stop.</summary>
    public Task Stopping
    {
        get
        {
            var stopping = new TaskCompletionSource();
            host.Services.GetRequiredService<IHostApplicationLifetime>()
                .ApplicationStopping.Register(stopping.SetResult);
            return stopping.Task;
        }
    }
    public IReadOnlyCollection<LogEntry> Logs => log.Entries;

    public static async Task<RunningBus> StartAsync(
        BusOptions options,
        Action<IBusRegistrationConfigurator> consume,
        Action<IServiceCollection>? services = null,
        bool isReachable = true
    )
    {
        var recorded = new RecordingLogger();
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(recorded);
        builder.Services.AddTelemetry(new TelemetryOptions(), "spec");
        builder.Services.AddCrossdockBus(options, consume);
        // It counts only where a spec says so: beside it, and before the queues of the spec are bound, it would publish into nothing.
        builder.Services.Remove(builder.Services.Single(s => s.ImplementationType == typeof(QueueGauges)));
        builder.Services.AddSingleton<QueueGauges>();
        services?.Invoke(builder.Services);
        var bus = new RunningBus(builder.Build(), recorded);
        await bus.host.StartAsync();
        if (!isReachable)
        {
            return bus;
        }

        await Wait.UntilAsync(() => bus.Health.Status == BusHealthStatus.Healthy, "the bus");
        return bus;
    }

    public Task StopAsync() => host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }
}
