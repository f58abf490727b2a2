using Crossdock.Adapters;

namespace Crossdock.Platform.Connections;

/// <summary>A connection as people may see it: secrets are masked.</summary>
public sealed record ConnectionView
{
    public required string Name { get; init; }
    public string? Kind { get; init; }
    public string? Merchant { get; init; }

    /// <summary><c>configuration</c>, if it is changed there; or <c>api</c>.</summary>
    public required string Source { get; init; }

    /// <summary><c>active</c>; <c>disabled</c> by a person; <c>circuit_open</c> after failures, until a test succeeds; <c>unusable</c> until it is saved again.</summary>
    public required string State { get; init; }

    /// <summary>Why it is not active.</summary>
    public string? Reason { get; init; }
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>The addresses from which we call, for the firewall of the external system.</summary>
    public IReadOnlyList<string> OutgoingAddresses { get; init; } = [];
}

/// <summary><c>Connections:…</c> in configuration: what concerns all of them.</summary>
public sealed class ConnectionOptions
{
    /// <summary>The addresses from which this installation calls, as its network people know them. Only shown.</summary>
    public IReadOnlyList<string> OutgoingAddresses { get; set; } = [];

    /// <summary>The private networks, in CIDR notation, that connections which were saved through the API may call; in development they may call any.</summary>
    public IReadOnlyList<string> AllowedNetworks { get; set; } = [];

    /// <summary>How long a connection may fail before a person is told; one that is rejected is told of at once.</summary>
    public TimeSpan ReportAfter { get; set; } = TimeSpan.FromMinutes(1);
}

/// <summary>Makes the views.</summary>
internal sealed class ConnectionViews<TSystem>(ConnectionSet<TSystem> connections, ConnectionOptions options)
    where TSystem : IExternalSystem
{
    public IEnumerable<ConnectionView> All() =>
        connections
            .All.Select(Of)
            .Concat(connections.Unusable.Keys.Where(n => connections.Find(n) is null).Select(Unusable));

    public ConnectionView? Find(string name) =>
        connections.Find(name) is { } connection ? Of(connection)
        : connections.Unusable.ContainsKey(name) ? Unusable(name)
        : null;

    private ConnectionView Of(Connection<TSystem> connection) =>
        new()
        {
            Name = connection.Settings.Name,
            Kind = connection.Settings.Kind,
            Merchant = connection.Settings.Merchant,
            Source = connection.CreatedFrom is null ? "configuration" : "api",
            State =
                connection.IsDisabled ? "disabled"
                : connection.Circuit.IsFailing ? "circuit_open"
                : "active",
            Reason = connection.IsDisabled ? "disabled by a person" : connection.Circuit.Reason,
            Settings = connection.Settings.Shown,
            OutgoingAddresses = options.OutgoingAddresses,
        };

    private ConnectionView Unusable(string name) =>
        new()
        {
            Name = name,
            Source = "api",
            State = "unusable",
            Reason = connections.Unusable.GetValueOrDefault(name),
            OutgoingAddresses = options.OutgoingAddresses,
        };
}
