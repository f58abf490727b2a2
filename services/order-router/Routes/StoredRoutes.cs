using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>
/// Makes the table follow the routes that are stored. Each of these may throw <see cref="StoreUnavailableException"/>; then the table stays
/// as it is.
/// </summary>
public sealed class StoredRoutes(RouteTable table, IDocuments<RouteDocument> documents)
    : IDisposable
{
    /// <summary>More are not taken in.</summary>
    public const int MostRoutes = 1000;
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private volatile bool isRead;
    private Dictionary<(string Cart, long Version, DateTimeOffset ChangedAt), OrderRoute> made = [];

    /// <summary>Sees to it that they have been read at all.</summary>
    public Task ReadAsync(CancellationToken cancellationToken) =>
        isRead ? Task.CompletedTask : RefreshAsync(cancellationToken);

    /// <summary>Sees to it that a route is known here that another replica took in a moment ago.</summary>
    public Task LookForAsync(string cart, CancellationToken cancellationToken) =>
        table.ForCart(cart) is null
            ? RefreshAsync(cancellationToken)
            : ReadAsync(cancellationToken);

    /// <summary>Takes over what is stored.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // One after the other: an older reading never takes the place of a newer one.
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            var stored = await documents.QueryAsync(
                RouteDocument.ByChange.Where().Take(MostRoutes),
                cancellationToken
            );
            // Most looks find nothing new, and an index over a merchant's items is not made each second.
            made = stored
                .Select(d => (Key: (d.Id, d.Version, d.ChangedAt), Document: d))
                .ToDictionary(
                    d => d.Key,
                    d =>
                        made.GetValueOrDefault(d.Key)
                        ?? new OrderRoute(d.Document.Id, d.Document.Settings)
                );
            table.Take(made.Values);
            isRead = true;
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();
}
