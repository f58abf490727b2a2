using System.Security.Cryptography;
using Crossdock.Adapters;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Work;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Saves, disables and deletes connections through the API. The store is authoritative; <see cref="ConnectionSet{TSystem}"/> applies it.</summary>
public sealed class ConnectionService<TSystem>(
    ConnectionSource<TSystem> source,
    ConnectionSet<TSystem> connections,
    ConnectionFactory<TSystem> factory,
    SettingsProtector protector,
    ConnectionCleanup<TSystem> cleanup,
    ILogger<ConnectionService<TSystem>> logger
)
    where TSystem : IExternalSystem
{
    /// <summary>Replaces all settings of the connection; secrets that are left out stay as they are.</summary>
    /// <exception cref="SettingException">A setting is missing or invalid; nothing has changed.</exception>
    /// <exception cref="RefusedException">The connection cannot be saved; nothing has changed.</exception>
    /// <exception cref="VersionConflictException">It is meant for another version; nothing has changed.</exception>
    public async Task PutAsync(
        string name,
        ConnectionInput input,
        VersionCondition condition,
        CancellationToken cancellationToken
    )
    {
        if (connections.IsConfigured(name))
        {
            throw new RefusedException($"{name} comes from configuration: change {source.Section.Path}:{name} there.");
        }

        input.Check(name);
        var document =
            await connections.FindDocumentAsync(name, cancellationToken) ?? new ConnectionDocument { Id = name };
        condition.Check($"The connection {name}", VersionOf(document));
        var known = protector.UnprotectSettings(document);
        var declared = factory.Declared(input.Kind);
        var kept = input.Kept(known, declared);
        var settings = input.With(kept);
        if (known is not null && !known["Kind"].Equals(settings["Kind"], StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(
                $"{name} is a connection to {known["Kind"]}: give one to {settings["Kind"]} another name."
            );
        }

        var moved = known is null ? null : AddressChange.Between(declared, known, settings);
        if (moved is not null && kept.Count > 0)
        {
            throw new SettingException(
                $"{source.Section.Path}:{name}:{moved}",
                "is not the address that the stored secrets were given for",
                $"send {string.Join(", ", kept.Keys.Order(StringComparer.Ordinal))} again with it"
            );
        }

        var generation = document.GenerationId;
        if (document.Settings is null || moved is not null)
        {
            // At another address is another system: it must not be sent the tokens of the one before.
            document.GenerationId = $"{Guid.NewGuid():N}";
        }

        _ = factory.Make(name, connections.SectionOf(document, settings), document.GenerationId);
        document.Settings = Protect(name, settings);
        if (!await connections.SaveAsync(document, cancellationToken))
        {
            // Another request came between: the change is judged by what is stored now.
            await PutAsync(name, input, condition, cancellationToken);
            return;
        }

        if (moved is not null)
        {
            await cleanup.ForgetAsync(ConnectionSettings.IdOf(name, generation), CancellationToken.None);
        }

        ConnectionLog.ConnectionSaved(logger, name, settings["Kind"], document.SettingsVersion);
    }

    /// <summary>Disables the connection until it is enabled again, in all replicas.</summary>
    /// <returns>False if there is no such connection.</returns>
    public async Task<bool> SetDisabledAsync(string name, bool isDisabled, CancellationToken cancellationToken)
    {
        ConnectionDocument document;
        do
        {
            // Found by the exact name: configuration keys ignore case, everything else does not.
            var stored = await connections.FindDocumentAsync(name, cancellationToken);
            if (stored is null && (!connections.IsConfigured(name) || connections.Find(name) is null))
            {
                return false;
            }

            document = stored ?? new ConnectionDocument { Id = name };
            document.IsDisabled = isDisabled;
        } while (!await connections.SaveAsync(document, cancellationToken));

        if (isDisabled)
        {
            ConnectionLog.ConnectionDisabled(logger, name);
        }
        else
        {
            ConnectionLog.ConnectionEnabled(logger, name);
        }

        return true;
    }

    /// <summary>
    /// Deletes the connection and its adapter state. Its work waits in documents, for a connection of the same name.
    /// </summary>
    /// <returns>False if there is no such connection.</returns>
    /// <exception cref="RefusedException">It cannot be deleted; nothing has changed.</exception>
    /// <exception cref="VersionConflictException">Another version is meant; nothing has changed.</exception>
    public async Task<bool> DeleteAsync(string name, VersionCondition condition, CancellationToken cancellationToken)
    {
        if (connections.IsConfigured(name))
        {
            throw new RefusedException(
                $"{name} comes from configuration: delete {source.Section.Path}:{name} there, or disable it."
            );
        }

        var document = await connections.FindDocumentAsync(name, cancellationToken);
        if (document is null)
        {
            return false;
        }

        condition.Check($"The connection {name}", VersionOf(document));
        if (!await connections.DeleteAsync(document, cancellationToken))
        {
            return await DeleteAsync(name, condition, cancellationToken);
        }

        // Not earlier: a running adapter would store its state again. Not canceled with the caller: the deletion must be complete.
        await cleanup.ForgetAsync(ConnectionSettings.IdOf(name, document.GenerationId), CancellationToken.None);
        ConnectionLog.ConnectionDeleted(logger, name);
        return true;
    }

    /// <summary>Null also for a mere decision about one of the configuration.</summary>
    private static int? VersionOf(ConnectionDocument? document) =>
        document?.Settings is null ? null : document.SettingsVersion;

    private string Protect(string name, Dictionary<string, string> settings)
    {
        try
        {
            return protector.ProtectSettings(name, settings);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(
                "The settings cannot be encrypted: see that the folder of Secrets:Keys is there and can be written. Nothing has changed."
            );
        }
    }
}
