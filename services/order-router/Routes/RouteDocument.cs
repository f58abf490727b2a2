using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Routes;

/// <summary>A route that was saved through the API; its id is the name of its cart connection.</summary>
public sealed class RouteDocument : LiveDocument<RouteDocument>
{
    public static CollectionDefinition<RouteDocument> Collection { get; } = new("routes", ByVersion);

    public RouteOptions Settings { get; set; } = new();

    /// <summary>Who saved it; null from an earlier release.</summary>
    public string? SavedBy { get; set; }
    public DateTimeOffset? SavedAt { get; set; }

    /// <summary>Why it was saved, where that is known.</summary>
    public string? Why { get; set; }
}
