using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.Platform.Connections;

/// <summary>What a connection leaves in the store beside the work that is to be done over it: its adapter state, and how far it had read.</summary>
public sealed class ConnectionCleanup<TSystem>(ConnectionCollections<TSystem> collections)
{
    /// <summary>
    /// Deletes them. A replica that is still changing one finds it deleted and cannot save it; what a replica that does not know yet creates again
    /// belongs to this generation, and no other one reads it.
    /// </summary>
    /// <param name="id"><see cref="ConnectionSettings.Id"/>.</param>
    /// <param name="cancellationToken">Stops half-way.</param>
    public async Task ForgetAsync(string id, CancellationToken cancellationToken)
    {
        await DeleteAsync(collections.State, AdapterStateDocument.ByConnection.Where(id), cancellationToken);
        await DeleteAsync(collections.Polls, PollDocument.ByOwner.Where(id), cancellationToken);
    }

    private static async Task DeleteAsync<T>(
        IDocuments<T> documents,
        Query<T> query,
        CancellationToken cancellationToken
    )
        where T : Document
    {
        // One that was changed meanwhile is found again; each has a handful at most.
        while (await documents.QueryAsync(query, cancellationToken) is { Count: > 0 } found)
        {
            foreach (var document in found)
            {
                await documents.DeleteAsync(document, cancellationToken);
            }
        }
    }
}
