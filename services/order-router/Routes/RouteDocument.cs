using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>A route that was set up while the service runs, under the name of its cart connection.</summary>
public sealed class RouteDocument : Document
{
    public static Index<RouteDocument> ByChange { get; } = new(r => r.ChangedAt);

    public static CollectionDefinition<RouteDocument> Collection { get; } = new("routes", ByChange);

    /// <summary>Counts its changes.</summary>
    public int Edition { get; set; }

    public RouteOptions Settings { get; set; } = new();

    public DateTimeOffset ChangedAt { get; set; }
}
