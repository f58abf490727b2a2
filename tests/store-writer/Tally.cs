using Crossdock.Platform.Storage;

namespace Crossdock.StoreWriter;

/// <summary>What is written: one document for each turn, and one that all writers count up.</summary>
public sealed class Tally : Document
{
    /// <summary>The id of the document that all count up.</summary>
    public const string Shared = "shared";

    public static CollectionDefinition<Tally> Collection { get; } = new("tallies");

    public int Count { get; set; }
}
