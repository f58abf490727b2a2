namespace Crossdock.Platform.Observability;

/// <summary>A value that is read now and then.</summary>
/// <param name="Name">With dots, for example <c>crossdock.orders</c>; Prometheus gets underscores.</param>
/// <param name="Unit">As UCUM has it: <c>s</c>, or what is counted in braces, for example <c>{order}</c>.</param>
/// <param name="Help">One sentence that names the unit.</param>
public sealed record Gauge(string Name, string Unit, string Help);

/// <summary>What a gauge showed.</summary>
/// <param name="Labels">Few and bounded: statuses, connections, collections, queues; never an order.</param>
public sealed record Reading(Gauge Gauge, double Value, params IReadOnlyList<KeyValuePair<string, object?>> Labels)
{
    public static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);
}

/// <summary>Reads gauges that have to be asked for: from the store, the broker or the connections.</summary>
public abstract class GaugeSource
{
    /// <summary>All that it may show.</summary>
    public abstract IReadOnlyList<Gauge> Gauges { get; }

    /// <summary>Reads all of them as they are now, at a bounded cost.</summary>
    public abstract Task<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken);
}
