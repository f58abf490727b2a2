using System.Text.Json;
using Crossdock.Adapters;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Saves and deletes routes through the API. The store is authoritative; <see cref="StoredRoutes"/> applies it.</summary>
internal sealed class RouteService(
    RouteTable table,
    StoredRoutes stored,
    IDocuments<RouteList> lists,
    IDocuments<RouteDocument> documents,
    ILogger<RouteService> logger
)
{
    private const int MaxRoutes = 1000;

    /// <summary>Creates or replaces a route.</summary>
    /// <exception cref="SettingException">A setting is missing or invalid; nothing has changed.</exception>
    /// <exception cref="RefusedException">The route cannot be saved; nothing has changed.</exception>
    public async Task PutAsync(string cart, JsonElement body, CancellationToken cancellationToken)
    {
        RefuseConfigured(cart, $"change Routes:{cart} there");
        var settings = RouteInput.Read(cart, body);
        var document = await documents.FindAsync(cart, cancellationToken);
        var isNew = document is null;
        document ??= new RouteDocument { Id = cart };
        document.Settings = settings;
        document.SettingsVersion = await PublishAsync(cart, cancellationToken);
        if (
            !(
                isNew
                    ? await documents.InsertAsync(document, cancellationToken)
                    : await documents.ReplaceAsync(document, cancellationToken)
            )
        )
        {
            throw Changed(cart);
        }

        RouteLog.RouteSaved(logger, cart, settings.Warehouse, document.SettingsVersion);
        await stored.RefreshAsync(cancellationToken);
    }

    /// <summary>Deletes a route: the cart's new orders go on hold.</summary>
    /// <returns>False if there is no such route.</returns>
    /// <exception cref="RefusedException">It cannot be deleted; nothing has changed.</exception>
    public async Task<bool> DeleteAsync(string cart, CancellationToken cancellationToken)
    {
        RefuseConfigured(cart, $"remove Routes:{cart} there");
        if (await documents.FindAsync(cart, cancellationToken) is not { } document)
        {
            return false;
        }

        var version = await PublishAsync(cart, cancellationToken);
        if (!await documents.DeleteAsync(document, cancellationToken))
        {
            throw Changed(cart);
        }

        RouteLog.RouteDeleted(logger, cart, document.Settings.Warehouse);
        await lists.UpdateAsync(
            RouteList.TheOne,
            list => list.Versions.GetValueOrDefault(cart) == version && list.Versions.Remove(cart),
            cancellationToken
        );
        await stored.RefreshAsync(cancellationToken);
        return true;
    }

    /// <summary>Announces the route's next version.</summary>
    private async Task<int> PublishAsync(string cart, CancellationToken cancellationToken)
    {
        await lists.InsertAsync(new RouteList { Id = RouteList.TheOne }, cancellationToken);
        var announced = await lists.UpdateAsync(RouteList.TheOne, Announce, cancellationToken);
        return announced!.Versions[cart];

        bool Announce(RouteList list)
        {
            if (list.Versions.Count >= MaxRoutes && !list.Versions.ContainsKey(cart))
            {
                throw new RefusedException(
                    $"There are {MaxRoutes} routes already: delete one, or set this one in configuration."
                );
            }

            list.Versions[cart] = ++list.Latest;
            return true;
        }
    }

    private void RefuseConfigured(string cart, string toDo)
    {
        if (table.IsConfigured(cart))
        {
            throw new RefusedException($"The route from {cart} comes from configuration: {toDo}.");
        }
    }

    private static RefusedException Changed(string cart) =>
        new($"Another request has just changed the route from {cart}: read it, and try again.");
}
