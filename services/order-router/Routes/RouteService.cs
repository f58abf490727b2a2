using System.Text.Json;
using Crossdock.Adapters;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Stores the routes that people set up while the service runs. What is stored counts: <see cref="StoredRoutes"/> follow it.</summary>
internal sealed class RouteService(
    RouteTable table,
    StoredRoutes stored,
    IDocuments<RouteList> lists,
    IDocuments<RouteDocument> documents,
    ILogger<RouteService> logger
)
{
    private const int MaxRoutes = 1000;

    /// <summary>Stores the route, whole.</summary>
    /// <exception cref="SettingException">A setting is missing or broken; nothing has changed.</exception>
    /// <exception cref="RouteRefusedException">It cannot be set up so; nothing has changed.</exception>
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

    /// <summary>Takes the route away: the cart's new orders are held.</summary>
    /// <returns>False where there is no such route.</returns>
    /// <exception cref="RouteRefusedException">It cannot be deleted; nothing has changed.</exception>
    public async Task<bool> DeleteAsync(string cart, CancellationToken cancellationToken)
    {
        RefuseConfigured(cart, $"take Routes:{cart} away there");
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

    /// <summary>Says that another edition of the route is coming.</summary>
    private async Task<int> PublishAsync(string cart, CancellationToken cancellationToken)
    {
        await lists.InsertAsync(new RouteList { Id = RouteList.TheOne }, cancellationToken);
        var announced = await lists.UpdateAsync(RouteList.TheOne, Announce, cancellationToken);
        return announced!.Versions[cart];

        bool Announce(RouteList list)
        {
            if (list.Versions.Count >= MaxRoutes && !list.Versions.ContainsKey(cart))
            {
                throw new RouteRefusedException(
                    $"There are {MaxRoutes} routes already: take one away, or set this one up in configuration."
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
            throw new RouteRefusedException($"The route from {cart} comes from configuration: {toDo}.");
        }
    }

    private static RouteRefusedException Changed(string cart) =>
        new($"Somebody else has just changed the route from {cart}: look at it, and try again.");
}

/// <summary>A change of a route that cannot be made, and what to do instead.</summary>
public sealed class RouteRefusedException(string message) : Exception(message);
