using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Hosting;

namespace Crossdock.Platform.Work;

/// <summary>
/// Follows live documents: what is saved at one replica applies at all of them within a poll interval. Every method may throw
/// <see cref="StoreUnavailableException"/>; then everything stays as it is.
/// </summary>
public abstract class LiveSettings<TDocument, TValue>(
    IDocuments<VersionList> lists,
    IDocuments<TDocument> documents,
    WorkOptions options,
    TimeProvider time
) : BackgroundService
    where TDocument : LiveDocument<TDocument>
    where TValue : class
{
    private const int MaxDocuments = 1000;
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private Dictionary<string, (int Version, TValue Value)> known = [];
    private volatile IReadOnlyDictionary<string, int> versions = new Dictionary<string, int>(StringComparer.Ordinal);
    private volatile bool isRead;
    private bool isAway;

    /// <summary>For example <c>routes</c>.</summary>
    protected abstract string Name { get; }

    /// <param name="document">A document that is new or has changed.</param>
    /// <param name="before">The value of its previous version; null if it is new.</param>
    /// <returns>Null if the document cannot be used; then it is read again the next time.</returns>
    protected abstract TValue? Create(TDocument document, TValue? before);

    /// <summary>Replaces all earlier values by these.</summary>
    /// <param name="values">By the ids of the documents.</param>
    /// <param name="ids">All ids, also those of documents that cannot be used.</param>
    protected abstract void Apply(IReadOnlyDictionary<string, TValue> values, IReadOnlySet<string> ids);

    /// <summary>Logs that the store cannot be read, once per outage; what was last read still applies.</summary>
    protected abstract void LogNotRead(string reason);

    /// <summary>
    /// The version that was last read, also of a document that cannot be used; null if there is none. Read it before the value: then the value
    /// is of this version or a newer one, and a change meant for this version overwrites nothing unseen.
    /// </summary>
    public int? VersionOf(string id) => versions.TryGetValue(id, out var version) ? version : null;

    /// <summary>The document as it is stored now; null if there is none.</summary>
    public Task<TDocument?> FindDocumentAsync(string id, CancellationToken cancellationToken) =>
        documents.FindAsync(id, cancellationToken);

    /// <summary>Saves a document that is new, or was read before.</summary>
    /// <returns>False if another request has changed it meanwhile; then nothing has changed.</returns>
    /// <exception cref="RefusedException">There are too many already; nothing has changed.</exception>
    public async Task<bool> SaveAsync(TDocument document, CancellationToken cancellationToken)
    {
        document.SettingsVersion = await NextVersionAsync(document.Id, cancellationToken);
        var isSaved =
            document.Version == 0
                ? await documents.InsertAsync(document, cancellationToken)
                : await documents.ReplaceAsync(document, cancellationToken);
        await RefreshAsync(cancellationToken);
        return isSaved;
    }

    /// <returns>False if another request has changed it meanwhile; then nothing has changed.</returns>
    public async Task<bool> DeleteAsync(TDocument document, CancellationToken cancellationToken)
    {
        var version = await NextVersionAsync(document.Id, cancellationToken);
        var isDeleted = await documents.DeleteAsync(document, cancellationToken);
        if (isDeleted)
        {
            // Not canceled with the caller: the deletion must be complete.
            await lists.UpdateAsync(
                VersionList.TheOne,
                list => list.Versions.GetValueOrDefault(document.Id) == version && list.Versions.Remove(document.Id),
                CancellationToken.None
            );
        }

        await RefreshAsync(CancellationToken.None);
        return isDeleted;
    }

    /// <summary>Reads the documents unless they have been read before.</summary>
    public Task ReadAsync(CancellationToken cancellationToken) =>
        isRead ? Task.CompletedTask : RefreshAsync(cancellationToken);

    /// <summary>Applies what is stored now.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // In sequence, so that an older read never replaces a newer one.
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            var list = await ListAsync(cancellationToken);
            var ids = new Dictionary<string, int>(StringComparer.Ordinal);
            var read = new Dictionary<string, (int Version, TValue Value)>(StringComparer.Ordinal);
            foreach (var (id, version) in list.Versions)
            {
                var before = known.GetValueOrDefault(id);
                var isSame = before.Value is not null && before.Version == version;
                var document = isSame ? null : await documents.FindAsync(id, cancellationToken);
                if (isSame || (before.Value is not null && document?.SettingsVersion == before.Version))
                {
                    read.Add(id, before);
                    ids.Add(id, before.Version);
                }
                else if (document is not null)
                {
                    ids.Add(id, document.SettingsVersion);
                    if (Create(document, before.Value) is { } value)
                    {
                        read.Add(id, (document.SettingsVersion, value));
                    }
                }
            }

            var isUnchanged =
                ids.Count == versions.Count
                && ids.Keys.All(versions.ContainsKey)
                && read.Count == known.Count
                && !read.Except(known).Any();
            known = read;
            if (!isUnchanged)
            {
                Apply(
                    read.ToDictionary(r => r.Key, r => r.Value.Value, StringComparer.Ordinal),
                    ids.Keys.ToHashSet(StringComparer.Ordinal)
                );
            }

            versions = ids;
            isRead = true;
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Reads them before the loops that start later; the start does not wait long for a store that does not answer.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAny(TryRefreshAsync(cancellationToken), Task.Delay(StartTimeout, time, cancellationToken));
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose();
        refreshing.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.PollInterval, time, stoppingToken);
            await TryRefreshAsync(stoppingToken);
        }
    }

    private async Task TryRefreshAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
            isAway = false;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // What was last read still applies; an outage is logged once, not on every attempt.
            if (!isAway)
            {
                LogNotRead(e.Message);
            }

            isAway = true;
        }
    }

    /// <summary>The version list. The first reader makes it of the documents that an earlier release stored without one.</summary>
    private async Task<VersionList> ListAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await lists.FindAsync(VersionList.TheOne, cancellationToken) is { } known)
            {
                return known;
            }

            var stored = await documents.QueryAsync(
                LiveDocument<TDocument>.ByVersion.Where().Take(MaxDocuments),
                cancellationToken
            );
            var list = new VersionList
            {
                Id = VersionList.TheOne,
                Versions = stored.ToDictionary(d => d.Id, d => d.SettingsVersion, StringComparer.Ordinal),
                Latest = stored.Select(d => d.SettingsVersion).DefaultIfEmpty().Max(),
            };
            if (await lists.InsertAsync(list, cancellationToken))
            {
                return list;
            }
        }
    }

    private async Task<int> NextVersionAsync(string id, CancellationToken cancellationToken)
    {
        await ListAsync(cancellationToken);
        var announced = await lists.UpdateAsync(VersionList.TheOne, Announce, cancellationToken);
        return announced!.Versions[id];

        bool Announce(VersionList list)
        {
            if (list.Versions.Count >= MaxDocuments && !list.Versions.ContainsKey(id))
            {
                throw new RefusedException(
                    $"There are {MaxDocuments} {Name} already: delete one, or set this one in configuration."
                );
            }

            list.Versions[id] = ++list.Latest;
            return true;
        }
    }
}
