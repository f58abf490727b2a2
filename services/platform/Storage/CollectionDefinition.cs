namespace Crossdock.Platform.Storage;

/// <summary>A collection of one service: its name in the store and the indexes that its queries use.</summary>
public sealed record CollectionDefinition<T>(string Name, params IReadOnlyList<Index<T>> Indexes)
    where T : Document;
