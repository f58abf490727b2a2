using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>Settings that people create, change and delete while the service runs; <see cref="LiveSettings{TDocument,TValue}"/> applies them.</summary>
public abstract class LiveDocument<TSelf> : Document
    where TSelf : LiveDocument<TSelf>
{
    /// <summary>Finds all documents, for a store without a <see cref="VersionList"/>, as earlier releases left it.</summary>
    public static Index<TSelf> ByVersion { get; } = new(d => d.SettingsVersion);

    /// <summary>As it was announced in the <see cref="VersionList"/>.</summary>
    public int SettingsVersion { get; set; }
}

/// <summary>
/// The versions of all live documents of one collection, in one small document, so that a refresh reads only this and what has changed. A
/// change is announced here before it is made: a reader that finds an older version than the announced one reads it again the next time.
/// </summary>
public sealed class VersionList : Document
{
    /// <summary>The id of the only document.</summary>
    public const string TheOne = "versions";

    public static CollectionDefinition<VersionList> For(string collection) => new($"{collection}_versions");

    /// <summary>By the ids of the documents.</summary>
    public Dictionary<string, int> Versions { get; set; } = new(StringComparer.Ordinal);

    /// <summary>The highest version of any document, so that no version is used twice, not even after a deletion.</summary>
    public int Latest { get; set; }
}
