using System.Globalization;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>An earlier version of a route, kept so that a person can see who changed what, and go back to it.</summary>
public sealed class RouteVersionDocument : Document
{
    public static Index<RouteVersionDocument> ByCart { get; } = new(v => v.Cart, v => v.SettingsVersion);

    public static CollectionDefinition<RouteVersionDocument> Collection { get; } = new("route_history", ByCart);

    /// <summary>The cart connection.</summary>
    public required string Cart { get; set; }
    public int SettingsVersion { get; set; }
    public RouteOptions Settings { get; set; } = new();

    /// <summary>Who saved it; null from an earlier release.</summary>
    public string? SavedBy { get; set; }
    public DateTimeOffset? SavedAt { get; set; }

    /// <summary>Why, in the person's words or the hub's.</summary>
    public string? Why { get; set; }

    public static string IdOf(string cart, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{cart}:{version}");

    public static RouteVersionDocument Of(RouteDocument route) =>
        new()
        {
            Id = IdOf(route.Id, route.SettingsVersion),
            Cart = route.Id,
            SettingsVersion = route.SettingsVersion,
            Settings = route.Settings,
            SavedBy = route.SavedBy,
            SavedAt = route.SavedAt,
            Why = route.Why,
        };
}
