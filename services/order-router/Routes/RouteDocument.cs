using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Routes;

/// <summary>A route that was saved through the API; its id is the name of its cart connection.</summary>
public sealed class RouteDocument : LiveDocument<RouteDocument>
{
    public static CollectionDefinition<RouteDocument> Collection { get; } = new("routes", ByVersion);

    public RouteOptions Settings { get; set; } = new();
}
