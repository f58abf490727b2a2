using System.Collections.Concurrent;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>A gate for each connection that never closes, for work that only speaks on the bus: it goes on while the connection is paused.</summary>
internal sealed class OpenGates<TOutside>(
    ConnectionSet<TOutside> connections,
    WorkOptions options,
    TimeProvider time,
    ILoggerFactory loggers
) : IGates
    where TOutside : IOutside
{
    private readonly ConcurrentDictionary<string, ConnectionGate> gates = new(StringComparer.Ordinal);

    public IReadOnlyCollection<ConnectionGate> Gates =>
        [.. connections.All.Select(c => gates.GetOrAdd(c.Settings.Name, Open))];

    public Task Changed => connections.Changed;

    private ConnectionGate Open(string connection) =>
        new(connection, _ => Task.CompletedTask, options, time, loggers.CreateLogger<ConnectionGate>());
}
