using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>
/// The stored routes and their versions, in one small document, so that a refresh reads only this and what has changed. A
/// change is announced here before it is made: a reader that finds an older version than the announced one reads it again the next time.
/// </summary>
public sealed class RouteList : Document
{
    /// <summary>The id of the only document.</summary>
    public const string TheOne = "routes";

    public static CollectionDefinition<RouteList> Collection { get; } = new("route_list");

    /// <summary>The versions, by cart connection.</summary>
    public Dictionary<string, int> Versions { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The highest version of any route, so that no version is used twice, not even after a deletion.</summary>
    public int Latest { get; set; }
}
