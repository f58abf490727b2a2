using System.Text.Json;
using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Stores the routes that people set up while the service runs. What is stored counts: <see cref="StoredRoutes"/> follow it.</summary>
internal sealed class RouteDesk(
    RouteTable table,
    StoredRoutes stored,
    IDocuments<RouteDocument> documents,
    TimeProvider time,
    ILogger<RouteDesk> logger
)
{
    /// <summary>Stores the route, whole.</summary>
    /// <exception cref="SettingException">A setting is missing or broken; nothing has changed.</exception>
    /// <exception cref="RouteRefusedException">It cannot be set up so; nothing has changed.</exception>
    public async Task PutAsync(string cart, JsonElement body, CancellationToken cancellationToken)
    {
        RefuseConfigured(cart, $"change Routes:{cart} there");
        var settings = RouteInput.Read(cart, body);
        var document = await documents.FindAsync(cart, cancellationToken);
        var isNew = document is null;
        if (isNew)
        {
            await RefuseTooManyAsync(cancellationToken);
        }

        document ??= new RouteDocument { Id = cart };
        (document.Settings, document.ChangedAt) = (settings, time.GetUtcNow());
        document.Edition++;
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

        RouteLog.SetUp(logger, cart, settings.Warehouse, document.Edition);
        await stored.RefreshAsync(cancellationToken);
    }

    /// <summary>Takes the route away: the cart's new orders are held.</summary>
    /// <returns>False where there is no such route.</returns>
    /// <exception cref="RouteRefusedException">It cannot be taken away; nothing has changed.</exception>
    public async Task<bool> DeleteAsync(string cart, CancellationToken cancellationToken)
    {
        RefuseConfigured(cart, $"take Routes:{cart} away there");
        if (await documents.FindAsync(cart, cancellationToken) is not { } document)
        {
            return false;
        }

        if (!await documents.DeleteAsync(document, cancellationToken))
        {
            throw Changed(cart);
        }

        RouteLog.TakenAway(logger, cart, document.Settings.Warehouse);
        await stored.RefreshAsync(cancellationToken);
        return true;
    }

    private void RefuseConfigured(string cart, string toDo)
    {
        if (table.IsConfigured(cart))
        {
            throw new RouteRefusedException(
                $"The route from {cart} comes from configuration: {toDo}."
            );
        }
    }

    private async Task RefuseTooManyAsync(CancellationToken cancellationToken)
    {
        const int Most = StoredRoutes.MostRoutes;
        if (
            await documents.CountAsync(RouteDocument.ByChange.Where().Take(Most), cancellationToken)
            >= Most
        )
        {
            throw new RouteRefusedException(
                $"There are {Most} routes already: take one away, or set this one up in configuration."
            );
        }
    }

    private static RouteRefusedException Changed(string cart) =>
        new($"Somebody else has just changed the route from {cart}: look at it, and try again.");
}

/// <summary>A change of a route that cannot be made, and what to do instead.</summary>
public sealed class RouteRefusedException(string message) : Exception(message);
