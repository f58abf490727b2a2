using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>
/// Makes the table follow the routes that are stored. Each of these may throw <see cref="StoreUnavailableException"/>; then the table stays
/// as it is.
/// </summary>
public sealed class StoredRoutes(RouteTable table, IDocuments<RouteList> lists, IDocuments<RouteDocument> documents)
    : IDisposable
{
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private volatile bool isRead;
    private Dictionary<string, (int SettingsVersion, OrderRoute Route)> known = [];

    /// <summary>Sees to it that they have been read at all.</summary>
    public Task ReadAsync(CancellationToken cancellationToken) =>
        isRead ? Task.CompletedTask : RefreshAsync(cancellationToken);

    /// <summary>Sees to it that a route is known here that another replica took in a moment ago.</summary>
    public Task LookForAsync(string cart, CancellationToken cancellationToken) =>
        table.ForCart(cart) is null ? RefreshAsync(cancellationToken) : ReadAsync(cancellationToken);

    /// <summary>Takes over what is stored.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // One after the other: an older reading never takes the place of a newer one.
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            var list = await lists.FindAsync(RouteList.TheOne, cancellationToken);
            var read = new Dictionary<string, (int, OrderRoute)>(StringComparer.Ordinal);
            foreach (var (cart, version) in list?.Versions ?? [])
            {
                if (known.TryGetValue(cart, out var same) && same.SettingsVersion == version)
                {
                    read.Add(cart, same);
                }
                else if (await documents.FindAsync(cart, cancellationToken) is { } document)
                {
                    read.Add(cart, (document.SettingsVersion, new OrderRoute(cart, document.Settings)));
                }
            }

            known = read;
            table.Take(known.Values.Select(r => r.Route));
            isRead = true;
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();
}
