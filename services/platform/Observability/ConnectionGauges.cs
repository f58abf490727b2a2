using Crossdock.Adapters;
using Crossdock.Platform.Connections;

namespace Crossdock.Platform.Observability;

/// <summary>Whether connections are paused, and what is left of their budgets.</summary>
public sealed class ConnectionGauges<TSystem>(ConnectionSet<TSystem> connections) : GaugeSource
    where TSystem : IExternalSystem
{
    private static readonly Gauge Paused = new(
        "crossdock.connection.paused",
        "1",
        "1 while the connection is paused, after failures or by a person, else 0."
    );
    private static readonly Gauge CallsLeft = new(
        "crossdock.connection.calls_left",
        "{call}",
        "Calls that the external system still allows in the current window, as far as it has said."
    );

    public override IReadOnlyList<Gauge> Gauges => [Paused, CallsLeft];

    public override Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Reading>>([.. connections.All.SelectMany(Read)]);

    private static IEnumerable<Reading> Read(Connection<TSystem> connection)
    {
        var label = Reading.Label("connection", connection.Settings.Name);
        yield return new Reading(Paused, connection.IsDisabled || connection.Circuit.Paused ? 1 : 0, label);
        if (connection.External is ICountsCalls { CallsLeft: { } left })
        {
            yield return new Reading(CallsLeft, left, label);
        }
    }
}
