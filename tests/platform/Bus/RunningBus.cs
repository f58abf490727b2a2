using System.Collections.Concurrent;
using Crossdock.Platform.Messaging;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Tests.Bus;

/// <summary>A host with nothing but the house's bus, and what it logs.</summary>
public sealed class RunningBus : IAsyncDisposable
{
    private readonly IHost host;

    private RunningBus(IHost host) => this.host = host;

    public IBus Bus => host.Services.GetRequiredService<IBus>();
    public ConcurrentQueue<(string? Event, string Text)> Logs { get; private init; } = [];

    public static async Task<RunningBus> StartAsync(
        BusOptions options,
        Action<IBusRegistrationConfigurator> consume,
        Action<IServiceCollection>? services = null
    )
    {
        var logs = new ConcurrentQueue<(string? Event, string Text)>();
        var builder = new HostApplicationBuilder();
        builder.Logging.ClearProviders().AddProvider(new Logger(logs));
        builder.Services.AddCrossdockBus(options, consume);
        services?.Invoke(builder.Services);
        var bus = new RunningBus(builder.Build()) { Logs = logs };
        await bus.host.StartAsync();
        await TestSupport.Wait.UntilAsync(
            () => bus.host.Services.GetRequiredService<IBusControl>().CheckHealth().Status == BusHealthStatus.Healthy,
            "the bus"
        );
        return bus;
    }

    public async ValueTask DisposeAsync()
    {
        await host.StopAsync();
        host.Dispose();
    }

    private sealed class Logger(ConcurrentQueue<(string? Event, string Text)> logs) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => logs.Enqueue((eventId.Name, formatter(state, exception)));

        public void Dispose() { }
    }
}
