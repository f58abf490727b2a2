using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Connections;

/// <summary>
/// A connection that was set up while the service runs, under its name; or, without settings, what a person decided about one that comes
/// from configuration.
/// </summary>
public sealed class ConnectionDocument : Document
{
    public static Index<ConnectionDocument> ByChange { get; } = new(c => c.ChangedAt);

    public static CollectionDefinition<ConnectionDocument> Collection { get; } = new("connections", ByChange);

    /// <summary>
    /// Drawn when it is set up: one of the same name that was deleted is another one. Null where it comes from configuration, or was set up
    /// before there were lives.
    /// </summary>
    public string? GenerationId { get; set; }

    /// <summary>Counts the changes of its settings; 0 where they come from configuration.</summary>
    public int SettingsVersion { get; set; }

    /// <summary>All settings, secrets among them, as encrypted JSON.</summary>
    public string? Settings { get; set; }

    /// <summary>A person has paused it.</summary>
    public bool IsDisabled { get; set; }

    public DateTimeOffset ChangedAt { get; set; }
}
