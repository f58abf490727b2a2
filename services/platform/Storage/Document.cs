using System.Text.Json.Serialization;

namespace Crossdock.Platform.Storage;

/// <summary>What a store keeps: an id that is derived, never drawn, and a version that the store counts.</summary>
public abstract class Document
{
    /// <summary>Unique within the collection.</summary>
    public string Id { get; set; } = "";

    /// <summary>Counted by the store: 1 when inserted, one more with each replacement. Never set it by hand.</summary>
    [JsonIgnore]
    public long Version { get; set; }

    /// <summary>What a later version has added to the document: a service of this version that saves it leaves that as it is.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?>? AddedLater { get; set; }
}
