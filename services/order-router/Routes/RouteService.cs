using System.Text.Json;
using Crossdock.Adapters;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Saves and deletes routes through the API. The store is authoritative; <see cref="StoredRoutes"/> applies it.</summary>
internal sealed partial class RouteService(RouteTable table, StoredRoutes stored, ILogger<RouteService> logger)
{
    /// <summary>Creates or replaces a route.</summary>
    /// <exception cref="SettingException">A setting is missing or invalid; nothing has changed.</exception>
    /// <exception cref="RefusedException">The route cannot be saved; nothing has changed.</exception>
    /// <exception cref="VersionConflictException">It is meant for another version; nothing has changed.</exception>
    public async Task PutAsync(
        string cart,
        JsonElement body,
        VersionCondition condition,
        CancellationToken cancellationToken
    )
    {
        RefuseConfigured(cart, $"change Routes:{cart} there");
        var settings = RouteInput.Read(cart, body);
        var document = await stored.FindDocumentAsync(cart, cancellationToken);
        condition.Check($"The route from {cart}", document?.SettingsVersion);
        document ??= new RouteDocument { Id = cart };
        document.Settings = settings;
        if (!await stored.SaveAsync(document, cancellationToken))
        {
            // Another request came between: the change is judged by what is stored now.
            await PutAsync(cart, body, condition, cancellationToken);
            return;
        }

        RouteSaved(cart, settings.Warehouse, document.SettingsVersion);
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
        CancellationToken cancellationToken
    ) => await PutShipMethodsAsync(cart, [body], condition, cancellationToken);

    /// <summary>The same for several, all or none.</summary>
    /// <returns>False if there is no such route.</returns>
    /// <exception cref="SettingException">A setting is missing or invalid; nothing has changed.</exception>
    /// <exception cref="RefusedException">The route cannot be saved; nothing has changed.</exception>
    /// <exception cref="VersionConflictException">It is meant for another version; nothing has changed.</exception>
    public async Task<bool> PutShipMethodsAsync(
        string cart,
        IReadOnlyList<JsonElement> bodies,
        VersionCondition condition,
        CancellationToken cancellationToken
    )
    {
        RefuseConfigured(cart, $"change Routes:{cart}:ShipMethods there");
        if (await stored.FindDocumentAsync(cart, cancellationToken) is not { } document)
        {
            return false;
        }

        condition.Check($"The route from {cart}", document.SettingsVersion);
        foreach (var body in bodies)
        {
            RouteInput.AddShipMethod(cart, document.Settings, body);
        }

        if (!await stored.SaveAsync(document, cancellationToken))
        {
            return await PutShipMethodsAsync(cart, bodies, condition, cancellationToken);
        }

        RouteSaved(cart, document.Settings.Warehouse, document.SettingsVersion);
        return true;
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
        if (!await stored.DeleteAsync(document, cancellationToken))
        {
            return await DeleteAsync(cart, condition, cancellationToken);
        }

        RouteDeleted(cart, document.Settings.Warehouse);
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
