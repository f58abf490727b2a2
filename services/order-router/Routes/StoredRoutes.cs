using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>
/// Applies the stored routes to the table. Each method may throw <see cref="StoreUnavailableException"/>; then the table stays
/// as it is.
/// </summary>
public sealed class StoredRoutes(RouteTable table, IDocuments<RouteList> lists, IDocuments<RouteDocument> documents)
    : IDisposable
{
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private volatile bool isRead;
    private Dictionary<string, (int SettingsVersion, OrderRoute Route)> known = [];

    /// <summary>Reads the routes unless they have been read before.</summary>
    public Task ReadAsync(CancellationToken cancellationToken) =>
        isRead ? Task.CompletedTask : RefreshAsync(cancellationToken);

    /// <summary>Reads the routes if the cart has none yet: another replica may just have saved it.</summary>
    public Task LookForAsync(string cart, CancellationToken cancellationToken) =>
        table.ForCart(cart) is null ? RefreshAsync(cancellationToken) : ReadAsync(cancellationToken);

    /// <summary>Reads the stored routes.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        // In sequence, so that an older read never replaces a newer one.
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
