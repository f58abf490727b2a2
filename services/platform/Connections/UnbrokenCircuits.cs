using System.Collections.Concurrent;
using Crossdock.Adapters;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>A gate for each connection that never closes, for work that only speaks on the bus: it goes on while the connection is paused.</summary>
internal sealed class UnbrokenCircuits<TSystem>(
    ConnectionSet<TSystem> connections,
    WorkOptions options,
    TimeProvider time,
    ILoggerFactory loggers
) : ICircuits
    where TSystem : IExternalSystem
{
    private readonly ConcurrentDictionary<string, CircuitBreaker> circuits = new(StringComparer.Ordinal);

    public IReadOnlyCollection<CircuitBreaker> Circuits =>
        [.. connections.All.Select(c => circuits.GetOrAdd(c.Settings.Name, Open))];

    public Task Changed => connections.Changed;

    private CircuitBreaker Open(string connection) =>
        new(connection, _ => Task.CompletedTask, options, time, loggers.CreateLogger<CircuitBreaker>());
}
