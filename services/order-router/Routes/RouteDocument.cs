using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>A route that was saved through the API; its id is the name of its cart connection.</summary>
public sealed class RouteDocument : Document
{
    public static CollectionDefinition<RouteDocument> Collection { get; } = new("routes");

    /// <summary>The version in the <see cref="RouteList"/>.</summary>
    public int SettingsVersion { get; set; }

    public RouteOptions Settings { get; set; } = new();
}
