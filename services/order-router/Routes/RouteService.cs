using System.Text.Json;
using Crossdock.Adapters;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Saves and deletes routes through the API. The store is authoritative; <see cref="StoredRoutes"/> applies it.</summary>
internal sealed partial class RouteService(
    RouteTable table,
    StoredRoutes stored,
    RouteHistory history,
    TimeProvider time,
    ILogger<RouteService> logger
)
{
    /// <summary>Creates or replaces a route.</summary>
    /// <exception cref="SettingException">A setting is missing or invalid; nothing has changed.</exception>
    /// <exception cref="RefusedException">The route cannot be saved; nothing has changed.</exception>
    /// <exception cref="VersionConflictException">It is meant for another version; nothing has changed.</exception>
    public async Task PutAsync(
        string cart,
        JsonElement body,
        VersionCondition condition,
        string? by,
        CancellationToken cancellationToken
    )
    {
        RefuseConfigured(cart, $"change Routes:{cart} there");
        await SaveAsync(cart, RouteInput.Read(cart, body), condition, by, null, cancellationToken);
    }

    /// <summary>Maps one ship method, or maps it differently; the rest of the route stays.</summary>
    /// <returns>False if there is no such route.</returns>
    /// <exception cref="SettingException">A setting is missing or invalid; nothing has changed.</exception>
    /// <exception cref="RefusedException">The route cannot be saved; nothing has changed.</exception>
    /// <exception cref="VersionConflictException">It is meant for another version; nothing has changed.</exception>
    public async Task<bool> PutShipMethodAsync(
        string cart,
        JsonElement body,
        VersionCondition condition,
        string? by,
        CancellationToken cancellationToken
    ) => await PutShipMethodsAsync(cart, [body], condition, by, cancellationToken);

    /// <summary>The same for several, all or none.</summary>
    /// <returns>False if there is no such route.</returns>
    /// <exception cref="SettingException">A setting is missing or invalid; nothing has changed.</exception>
    /// <exception cref="RefusedException">The route cannot be saved; nothing has changed.</exception>
    /// <exception cref="VersionConflictException">It is meant for another version; nothing has changed.</exception>
    public async Task<bool> PutShipMethodsAsync(
        string cart,
        IReadOnlyList<JsonElement> bodies,
        VersionCondition condition,
        string? by,
        CancellationToken cancellationToken
    )
    {
        RefuseConfigured(cart, $"change Routes:{cart}:ShipMethods there");
        if (await stored.FindDocumentAsync(cart, cancellationToken) is not { } document)
        {
            return false;
        }

        condition.Check($"The route from {cart}", document.SettingsVersion);
        var settings = bodies.Aggregate(
            document.Settings,
            (route, body) => RouteInput.WithShipMethod(cart, route, body)
        );
        if (!await SaveAsync(document, settings, by, null, cancellationToken))
        {
            return await PutShipMethodsAsync(cart, bodies, condition, by, cancellationToken);
        }

        return true;
    }

    /// <summary>Makes the settings of an earlier version a new version.</summary>
    /// <returns>The route; null if there is no such version.</returns>
    /// <exception cref="SettingException">The settings are no longer valid; nothing has changed.</exception>
    /// <exception cref="RefusedException">The route cannot be saved; nothing has changed.</exception>
    /// <exception cref="VersionConflictException">It is meant for another version; nothing has changed.</exception>
    public async Task<RouteDocument?> RestoreAsync(
        string cart,
        int version,
        VersionCondition condition,
        string? by,
        CancellationToken cancellationToken
    )
    {
        RefuseConfigured(cart, $"change Routes:{cart} there");
        if (await history.FindAsync(cart, version, cancellationToken) is not { } earlier)
        {
            return null;
        }

        RouteInput.Check(cart, earlier.Settings);
        return await SaveAsync(
            cart,
            earlier.Settings,
            condition,
            by,
            $"version {version} was restored",
            cancellationToken
        );
    }

    /// <summary>Deletes a route: the cart's new orders go on hold.</summary>
    /// <returns>False if there is no such route.</returns>
    /// <exception cref="RefusedException">It cannot be deleted; nothing has changed.</exception>
    /// <exception cref="VersionConflictException">Another version is meant; nothing has changed.</exception>
    public async Task<bool> DeleteAsync(string cart, VersionCondition condition, CancellationToken cancellationToken)
    {
        RefuseConfigured(cart, $"remove Routes:{cart} there");
        if (await stored.FindDocumentAsync(cart, cancellationToken) is not { } document)
        {
            return false;
        }

        condition.Check($"The route from {cart}", document.SettingsVersion);
        await history.KeepAsync(document, cancellationToken);
        if (!await stored.DeleteAsync(document, cancellationToken))
        {
            return await DeleteAsync(cart, condition, cancellationToken);
        }

        RouteDeleted(cart, document.Settings.Warehouse);
        return true;
    }

    private async Task<RouteDocument> SaveAsync(
        string cart,
        RouteOptions settings,
        VersionCondition condition,
        string? by,
        string? why,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var document = await stored.FindDocumentAsync(cart, cancellationToken);
            condition.Check($"The route from {cart}", document?.SettingsVersion);
            document ??= new RouteDocument { Id = cart };
            if (await SaveAsync(document, settings, by, why, cancellationToken))
            {
                return document;
            }

            // Another request came between: the change is judged by what is stored now.
        }
    }

    /// <returns>False if another request has changed it meanwhile; then nothing has changed.</returns>
    private async Task<bool> SaveAsync(
        RouteDocument document,
        RouteOptions settings,
        string? by,
        string? why,
        CancellationToken cancellationToken
    )
    {
        await history.KeepAsync(document, cancellationToken);
        (document.Settings, document.SavedBy, document.SavedAt, document.Why) = (settings, by, time.GetUtcNow(), why);
        if (!await stored.SaveAsync(document, cancellationToken))
        {
            return false;
        }

        RouteSaved(document.Id, settings.Warehouse, document.SettingsVersion);
        return true;
    }

    private void RefuseConfigured(string cart, string toDo)
    {
        if (table.IsConfigured(cart))
        {
            throw new RefusedException($"The route from {cart} comes from configuration: {toDo}.");
        }
    }

    [LoggerMessage(LogLevel.Information, "The route from {Connection} to {Warehouse} was saved (version {Version})")]
    private partial void RouteSaved(string connection, string warehouse, int version);

    [LoggerMessage(LogLevel.Warning, "The route from {Connection} to {Warehouse} was deleted")]
    private partial void RouteDeleted(string connection, string warehouse);
}
