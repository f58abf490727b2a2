using System.Security.Cryptography;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>
/// Stores the connections that people set up while the service runs, and what they decide about any. What is stored counts:
/// <see cref="StoredConnections{TOutside}"/> follow it.
/// </summary>
public sealed class ConnectionDesk<TOutside>(
    IConfigurationSection section,
    ConnectionSet<TOutside> connections,
    ConnectionMaker<TOutside> maker,
    StoredConnections<TOutside> stored,
    IDocuments<ConnectionDocument> documents,
    ConnectionVault vault,
    ConnectionRemains remains,
    TimeProvider time,
    ILogger<ConnectionDesk<TOutside>> logger
)
    where TOutside : IOutside
{
    private readonly HashSet<string> configured = new(
        section.GetChildren().Select(child => child.Key),
        StringComparer.OrdinalIgnoreCase
    );

    public bool IsConfigured(string name) => configured.Contains(name);

    /// <summary>Stores the connection's settings, whole; secrets that are left out stay as they are.</summary>
    /// <exception cref="SettingException">A setting is missing or broken; nothing has changed.</exception>
    /// <exception cref="ConnectionRefusedException">It cannot be set up so; nothing has changed.</exception>
    public async Task PutAsync(string name, ConnectionInput input, CancellationToken cancellationToken)
    {
        if (IsConfigured(name))
        {
            throw new ConnectionRefusedException(
                $"{name} comes from configuration: change {section.Path}:{name} there."
            );
        }

        input.Check(name);
        var document = await documents.FindAsync(name, cancellationToken);
        var known = document is null ? null : vault.OpenSettings(document);
        var settings = input.Over(known);
        if (known is not null && !known["Kind"].Equals(settings["Kind"], StringComparison.OrdinalIgnoreCase))
        {
            throw new ConnectionRefusedException(
                $"{name} is a connection to {known["Kind"]}: give one to {settings["Kind"]} another name."
            );
        }

        var isNew = document is null;
        document ??= new ConnectionDocument { Id = name };
        if (document.Settings is null)
        {
            document.Life = $"{Guid.NewGuid():N}";
        }

        _ = maker.Make(stored.SettingsOf(document, settings));
        document.Settings = Seal(name, settings);
        document.Edition++;
        document.ChangedAt = time.GetUtcNow();
        if (
            !(
                isNew
                    ? await documents.InsertAsync(document, cancellationToken)
                    : await documents.ReplaceAsync(document, cancellationToken)
            )
        )
        {
            throw new ConnectionRefusedException($"Somebody else has just changed {name}: look at it, and try again.");
        }

        ConnectionLog.SetUp(logger, name, settings["Kind"], document.Edition);
        await stored.RefreshAsync(cancellationToken);
    }

    /// <summary>Pauses the connection until it is enabled again, in all replicas.</summary>
    /// <returns>False where there is no such connection.</returns>
    public async Task<bool> HoldAsync(string name, bool isHeld, CancellationToken cancellationToken)
    {
        // Asked for by the name itself: configuration's does not mind its case, everything else does.
        if (connections.Find(name) is null && await documents.FindAsync(name, cancellationToken) is null)
        {
            return false;
        }

        var fresh = new ConnectionDocument
        {
            Id = name,
            IsHeld = isHeld,
            ChangedAt = time.GetUtcNow(),
        };
        if (!IsConfigured(name) || !await documents.InsertAsync(fresh, cancellationToken))
        {
            await documents.UpdateAsync(
                name,
                document =>
                {
                    (document.IsHeld, document.ChangedAt) = (isHeld, time.GetUtcNow());
                    return true;
                },
                cancellationToken
            );
        }

        ConnectionLog.Held(logger, name, isHeld ? "paused" : "enabled");
        await stored.RefreshAsync(cancellationToken);
        return true;
    }

    /// <summary>
    /// Takes the connection away, and what it remembers. What was to be done over it waits in its documents, for one of the same name.
    /// </summary>
    /// <returns>False where there is no such connection.</returns>
    /// <exception cref="ConnectionRefusedException">It comes from configuration.</exception>
    public async Task<bool> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (IsConfigured(name))
        {
            throw new ConnectionRefusedException(
                $"{name} comes from configuration: take {section.Path}:{name} away there, or pause it."
            );
        }

        var document = await documents.FindAsync(name, cancellationToken);
        var found = document is not null && await documents.DeleteAsync(document, cancellationToken);
        // From here on to the end, whoever stops waiting for it.
        await stored.RefreshAsync(CancellationToken.None);
        if (found)
        {
            // Not earlier: as long as it works, it would only begin to remember again.
            await remains.ForgetAsync(ConnectionSettings.IdOf(name, document!.Life), CancellationToken.None);
            ConnectionLog.TakenAway(logger, name);
        }

        return found;
    }

    private string Seal(string name, Dictionary<string, string> settings)
    {
        try
        {
            return vault.SealSettings(name, settings);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConnectionRefusedException(
                "The settings cannot be encrypted: see that the folder of Secrets:Keys is there and can be written. Nothing has changed."
            );
        }
    }
}

/// <summary>A change of a connection that cannot be made, and what to do instead.</summary>
public sealed class ConnectionRefusedException(string message) : Exception(message);
