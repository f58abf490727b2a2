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
        await collections.State.DeleteAllAsync(AdapterStateDocument.ByConnection.Where(id), cancellationToken);
        await collections.Polls.DeleteAllAsync(PollDocument.ByOwner.Where(id), cancellationToken);
    }
}
