using System.Security.Cryptography;
using Crossdock.Adapters;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>
/// Stores the connections that people set up while the service runs, and what they decide about any. What is stored counts:
/// <see cref="StoredConnections{TSystem}"/> follow it.
/// </summary>
public sealed class ConnectionService<TSystem>(
    IConfigurationSection section,
    ConnectionSet<TSystem> connections,
    ConnectionFactory<TSystem> factory,
    StoredConnections<TSystem> stored,
    IDocuments<ConnectionDocument> documents,
    SettingsProtector protector,
    ConnectionCleanup cleanup,
    TimeProvider time,
    ILogger<ConnectionService<TSystem>> logger
)
    where TSystem : IExternalSystem
{
    private readonly HashSet<string> configured = new(
        section.GetChildren().Select(child => child.Key),
        StringComparer.OrdinalIgnoreCase
    );

    public bool IsConfigured(string name) => configured.Contains(name);

    /// <summary>Stores the connection's settings, whole; secrets that are left out stay as they are.</summary>
    /// <exception cref="SettingException">A setting is missing or broken; nothing has changed.</exception>
    /// <exception cref="RefusedException">It cannot be set up so; nothing has changed.</exception>
    public async Task PutAsync(string name, ConnectionInput input, CancellationToken cancellationToken)
    {
        if (IsConfigured(name))
        {
            throw new RefusedException($"{name} comes from configuration: change {section.Path}:{name} there.");
        }

        input.Check(name);
        var document = await documents.FindAsync(name, cancellationToken);
        var known = document is null ? null : protector.UnprotectSettings(document);
        var settings = input.Over(known, setting => factory.IsSecret(input.Kind, setting));
        if (known is not null && !known["Kind"].Equals(settings["Kind"], StringComparison.OrdinalIgnoreCase))
        {
            throw new RefusedException(
                $"{name} is a connection to {known["Kind"]}: give one to {settings["Kind"]} another name."
            );
        }

        var isNew = document is null;
        document ??= new ConnectionDocument { Id = name };
        if (document.Settings is null)
        {
            document.GenerationId = $"{Guid.NewGuid():N}";
        }

        _ = factory.Make(name, stored.SectionOf(document, settings), document.GenerationId);
        document.Settings = Protect(name, settings);
        document.SettingsVersion++;
        document.ChangedAt = time.GetUtcNow();
        if (
            !(
                isNew
                    ? await documents.InsertAsync(document, cancellationToken)
                    : await documents.ReplaceAsync(document, cancellationToken)
            )
        )
        {
            throw new RefusedException($"Somebody else has just changed {name}: look at it, and try again.");
        }

        ConnectionLog.ConnectionSaved(logger, name, settings["Kind"], document.SettingsVersion);
        await stored.RefreshAsync(cancellationToken);
    }

    /// <summary>Disables the connection until it is enabled again, in all replicas.</summary>
    /// <returns>False where there is no such connection.</returns>
    public async Task<bool> SetDisabledAsync(string name, bool isDisabled, CancellationToken cancellationToken)
    {
        // Asked for by the name itself: configuration's does not mind its case, everything else does.
        if (connections.Find(name) is null && await documents.FindAsync(name, cancellationToken) is null)
        {
            return false;
        }

        var fresh = new ConnectionDocument
        {
            Id = name,
            IsDisabled = isDisabled,
            ChangedAt = time.GetUtcNow(),
        };
        if (!IsConfigured(name) || !await documents.InsertAsync(fresh, cancellationToken))
        {
            await documents.UpdateAsync(
                name,
                document =>
                {
                    (document.IsDisabled, document.ChangedAt) = (isDisabled, time.GetUtcNow());
                    return true;
                },
                cancellationToken
            );
        }

        if (isDisabled)
        {
            ConnectionLog.ConnectionDisabled(logger, name);
        }
        else
        {
            ConnectionLog.ConnectionEnabled(logger, name);
        }

        await stored.RefreshAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Takes the connection away, and what it remembers. What was to be done over it waits in its documents, for one of the same name.
    /// </summary>
    /// <returns>False where there is no such connection.</returns>
    /// <exception cref="RefusedException">It comes from configuration.</exception>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (IsConfigured(name))
        {
            throw new RefusedException(
                $"{name} comes from configuration: delete {section.Path}:{name} there, or disable it."
            );
        }

        var document = await documents.FindAsync(name, cancellationToken);
        var found = document is not null && await documents.DeleteAsync(document, cancellationToken);
        // From here on to the end, whoever stops waiting for it.
        await stored.RefreshAsync(CancellationToken.None);
        if (found)
        {
            // Not earlier: as long as it works, it would only begin to remember again.
            await cleanup.ForgetAsync(ConnectionSettings.IdOf(name, document!.GenerationId), CancellationToken.None);
            ConnectionLog.ConnectionDeleted(logger, name);
        }

        return found;
    }

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
