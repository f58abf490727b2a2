using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>A route that was set up while the service runs, under the name of its cart connection.</summary>
public sealed class RouteDocument : Document
{
    public static CollectionDefinition<RouteDocument> Collection { get; } = new("routes");

    /// <summary>As it was announced in the <see cref="RouteList"/>.</summary>
    public int SettingsVersion { get; set; }

    public RouteOptions Settings { get; set; } = new();
}
