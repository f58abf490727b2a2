using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>
/// Which routes are stored, and in which edition each: one small document, so that a look reads no more than that and what has changed. A
/// change is announced here before it is made: a reader that finds an older edition than the announced one looks again the next time.
/// </summary>
public sealed class RouteList : Document
{
    /// <summary>The id of the only one.</summary>
    public const string TheOne = "routes";

    public static CollectionDefinition<RouteList> Collection { get; } = new("route_list");

    /// <summary>The versions, by cart connection.</summary>
    public Dictionary<string, int> Versions { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The latest edition of any route: none has one that another route had, or it itself before it was deleted.</summary>
    public int Latest { get; set; }
}
