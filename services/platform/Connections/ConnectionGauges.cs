using System.Diagnostics.Metrics;
using Crossdock.Adapters;
using Crossdock.Platform.Observability;

namespace Crossdock.Platform.Connections;

/// <summary>The state of each connection, and what is left of its rate limit.</summary>
internal static class ConnectionGauges
{
    public static void Register<TSystem>(
        Meter meter,
        ConnectionSet<TSystem> connections,
        ConnectionViews<TSystem> views
    )
        where TSystem : IExternalSystem
    {
        meter.CreateObservableGauge(
            "crossdock.connection.state",
            () =>
                views
                    .All()
                    .Select(view => new Measurement<int>(
                        1,
                        Reading.Label("connection", view.Name),
                        Reading.Label("state", view.State)
                    )),
            "{connection}",
            "1 for the state in which the connection is: active, disabled, circuit_open or unusable."
        );
        meter.CreateObservableGauge(
            "crossdock.connection.calls_left",
            () =>
                from connection in connections.All
                where connection.External is ICountsCalls { CallsLeft: not null }
                select new Measurement<int>(
                    ((ICountsCalls)connection.External).CallsLeft!.Value,
                    Reading.Label("connection", connection.Settings.Name)
                ),
            "{call}",
            "Calls that the external system still allows in the current window, if it reports them."
        );
    }
}
