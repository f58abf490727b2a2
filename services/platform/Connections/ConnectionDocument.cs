using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.Platform.Connections;

/// <summary>
/// A connection that was saved through the API, under its name; or, without settings, that a person has disabled one from configuration.
/// </summary>
public sealed class ConnectionDocument : LiveDocument<ConnectionDocument>
{
    public static CollectionDefinition<ConnectionDocument> Collection { get; } = new("connections", ByVersion);

    /// <summary>Random, so that a connection created again is not the deleted one of its name. Null if it comes from configuration.</summary>
    public string? GenerationId { get; set; }

    /// <summary>All settings, secrets among them, as encrypted JSON.</summary>
    public string? Settings { get; set; }

    /// <summary>A person has disabled it.</summary>
    public bool IsDisabled { get; set; }
}

/// <summary>What a service's connections keep in its store.</summary>
public sealed record ConnectionCollections<TSystem>(
    IDocuments<VersionList> Versions,
    IDocuments<ConnectionDocument> Connections,
    IDocuments<AdapterStateDocument> State,
    IDocuments<PollDocument> Polls
);
