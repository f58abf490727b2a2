using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Crossdock.Platform.Storage;

/// <summary>A stored document cannot be read: written by a later version, or changed by hand.</summary>
public sealed class UnreadableDocumentException(string message, Exception innerException)
    : Exception(message, innerException);

/// <summary>
/// The stored documents that cannot be read. Each costs only itself: a query leaves it out, and it is logged once. Asked for by its id,
/// it is an error, so that nobody takes it for missing and writes another one.
/// </summary>
public sealed partial class UnreadableDocuments(ILogger<UnreadableDocuments> logger)
{
    private readonly ConcurrentDictionary<(string Collection, string Id), string> found = new();

    /// <summary>For a store without a log.</summary>
    public UnreadableDocuments()
        : this(NullLogger<UnreadableDocuments>.Instance) { }

    /// <summary>Of all collections, since the start of the process.</summary>
    public int Count => found.Count;

    /// <summary>Those of each collection: how many, and one of them with why.</summary>
    public IReadOnlyList<(string Collection, int Count, string DocumentId, string Reason)> All =>
        [
            .. found
                .GroupBy(one => one.Key.Collection, StringComparer.Ordinal)
                .Select(some => (some.Key, some.Count(), some.First().Key.Id, some.First().Value)),
        ];

    /// <summary>The query with room for those of its collection that are left out, so that they cannot fill its limit.</summary>
    internal Query<T> WithRoom<T>(CollectionDefinition<T> definition, Query<T> query)
        where T : Document =>
        found.IsEmpty || query.Limit == 0
            ? query
            : query.Take(query.Limit + found.Keys.Count(key => key.Collection == definition.Name));

    /// <summary>Reads the rows of a query, as many as it asked for.</summary>
    internal List<T> Read<T, TRow>(
        CollectionDefinition<T> definition,
        Query<T> query,
        IEnumerable<TRow> rows,
        Func<TRow, string> idOf,
        Func<TRow, T> read
    )
        where T : Document
    {
        var documents = new List<T>();
        foreach (var row in rows.TakeWhile(_ => documents.Count < query.Limit))
        {
            try
            {
                documents.Add(ReadOne(definition, row, idOf, read));
                if (!found.IsEmpty)
                {
                    found.TryRemove((definition.Name, idOf(row)), out _); // It was fixed in the store.
                }
            }
            catch (UnreadableDocumentException e)
            {
                if (found.TryAdd((definition.Name, idOf(row)), e.Message))
                {
                    DocumentUnreadable(logger, definition.Name, idOf(row), e.InnerException!.Message);
                }
            }
        }

        return documents;
    }

    /// <exception cref="UnreadableDocumentException">It cannot be read.</exception>
    internal static T ReadOne<T, TRow>(
        CollectionDefinition<T> definition,
        TRow row,
        Func<TRow, string> idOf,
        Func<TRow, T> read
    )
        where T : Document
    {
        try
        {
            return read(row);
        }
        // Whatever its serializer, converters and accessors throw at it.
        catch (Exception e)
        {
            throw new UnreadableDocumentException(
                $"Document {idOf(row)} of {definition.Name} cannot be read: {e.Message}",
                e
            );
        }
    }

    [LoggerMessage(
        LogLevel.Error,
        "Document {DocumentId} of {Document} cannot be read and is left out until it is fixed in the store: {Reason}"
    )]
    private static partial void DocumentUnreadable(ILogger logger, string document, string documentId, string reason);
}
