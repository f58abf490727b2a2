namespace Crossdock.Platform.Storage;

/// <summary>Changes the documents of one collection after a restore: they do not know what was done since the backup.</summary>
/// <param name="Collection">The collection's name.</param>
/// <param name="On">Opens the collection in a store; what it returns changes the document with an id.</param>
public sealed record RestoreRule(
    string Collection,
    Func<IDocumentStore, Func<string, StoreMark, CancellationToken, Task>> On
)
{
    /// <param name="definition">The collection.</param>
    /// <param name="change">Changes a document, and returns true if it has to be saved.</param>
    public static RestoreRule For<T>(CollectionDefinition<T> definition, Func<T, StoreMark, bool> change)
        where T : Document
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new(
            definition.Name,
            store =>
            {
                var documents = store.Open(definition);
                return (id, mark, stop) => documents.UpdateAsync(id, document => change(document, mark), stop);
            }
        );
    }
}
