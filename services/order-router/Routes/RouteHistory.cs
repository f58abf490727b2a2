using Crossdock.Platform.Api;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>
/// The versions of a route. The current one is in the route itself; it is copied here when it is listed, and before it is replaced or deleted,
/// so that no crash between the two loses one.
/// </summary>
public sealed class RouteHistory(IDocuments<RouteVersionDocument> versions, StoredRoutes stored)
{
    /// <summary>The latest ones of a route; older ones are deleted.</summary>
    public const int MaxVersions = 100;

    /// <summary>Keeps the route as it is stored now.</summary>
    public async Task KeepAsync(RouteDocument route, CancellationToken cancellationToken)
    {
        if (
            route.SettingsVersion == 0
            || !await versions.InsertAsync(RouteVersionDocument.Of(route), cancellationToken)
        )
        {
            return; // New, or kept already by a request that then failed.
        }

        var all = RouteVersionDocument.ByCart.Where(route.Id);
        var tooMany = await versions.CountAsync(all.Take(2 * MaxVersions), cancellationToken) - MaxVersions;
        if (tooMany > 0)
        {
            foreach (var old in await versions.QueryAsync(all.Take(tooMany), cancellationToken))
            {
                await versions.DeleteAsync(old, cancellationToken);
            }
        }
    }

    /// <summary>A page of them, newest first.</summary>
    public async Task<Page<TView>> ReadAsync<TView>(
        string cart,
        PageRequest page,
        Func<RouteVersionDocument, TView> view,
        CancellationToken cancellationToken
    )
    {
        if (await stored.FindDocumentAsync(cart, cancellationToken) is { } current)
        {
            await KeepAsync(current, cancellationToken);
        }

        var newestFirst = RouteVersionDocument.ByCart.Where(cart) with { Descending = true };
        return await page.ReadAsync(versions, newestFirst, view, cancellationToken);
    }

    /// <returns>Null if there is no such version any more.</returns>
    public async Task<RouteVersionDocument?> FindAsync(string cart, int version, CancellationToken cancellationToken) =>
        await versions.FindAsync(RouteVersionDocument.IdOf(cart, version), cancellationToken)
        ?? (
            await stored.FindDocumentAsync(cart, cancellationToken) is { } current && current.SettingsVersion == version
                ? RouteVersionDocument.Of(current)
                : null
        );
}
