using System.Collections.Concurrent;
using System.Security.Cryptography;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>
/// Keeps connections that are set up while the service runs, and what people decide about any. What is stored counts: each replica
/// follows it with <see cref="RefreshAsync"/>.
/// </summary>
public sealed partial class ConnectionDesk<TOutside>(
    IConfigurationSection section,
    ConnectionSet<TOutside> connections,
    ConnectionMaker<TOutside> maker,
    IDocuments<ConnectionDocument> documents,
    ConnectionVault vault,
    TimeProvider time,
    ILogger<ConnectionDesk<TOutside>> logger
) : IDisposable
    where TOutside : IOutside
{
    private const int MostConnections = 1000;
    private readonly HashSet<string> configured = new(
        section.GetChildren().Select(child => child.Key),
        StringComparer.OrdinalIgnoreCase
    );
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private readonly ConcurrentDictionary<string, string> unusable = new(StringComparer.Ordinal);

    public bool IsConfigured(string name) => configured.Contains(name);

    /// <summary>Why a stored connection cannot work, by name: its secrets cannot be read, or a setting no longer fits.</summary>
    public IReadOnlyDictionary<string, string> Unusable => unusable;

    /// <summary>Takes over what is stored.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            var stored = await documents.QueryAsync(
                ConnectionDocument.ByChange.Where().Take(MostConnections),
                cancellationToken
            );
            var names = stored.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
            foreach (
                var gone in connections.All.Where(c =>
                    c.MadeOf is not null && !names.Contains(c.Settings.Name)
                )
            )
            {
                connections.Remove(gone.Settings.Name);
            }

            foreach (var gone in unusable.Keys.Where(name => !names.Contains(name)))
            {
                unusable.TryRemove(gone, out _);
            }

            foreach (var document in stored)
            {
                Follow(document);
            }
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Stores the connection's settings, whole; secrets that are left out stay as they are.</summary>
    /// <exception cref="SettingException">A setting is missing or broken; nothing has changed.</exception>
    /// <exception cref="ConnectionRefusedException">It cannot be set up so; nothing has changed.</exception>
    public async Task PutAsync(
        string name,
        ConnectionInput input,
        CancellationToken cancellationToken
    )
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
        if (
            known is not null
            && !known["Kind"].Equals(settings["Kind"], StringComparison.OrdinalIgnoreCase)
        )
        {
            throw new ConnectionRefusedException(
                $"{name} is a connection to {known["Kind"]}: give one to {settings["Kind"]} another name."
            );
        }

        _ = maker.Make(SettingsOf(name, settings));
        var isNew = document is null;
        document ??= new ConnectionDocument { Id = name };
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
            throw new ConnectionRefusedException(
                $"Somebody else has just changed {name}: look at it, and try again."
            );
        }

        LogSetUp(logger, name, settings["Kind"], document.Edition);
        await RefreshAsync(cancellationToken);
    }

    /// <summary>Pauses the connection until it is enabled again, in all replicas.</summary>
    /// <returns>False where there is no such connection.</returns>
    public async Task<bool> HoldAsync(string name, bool isHeld, CancellationToken cancellationToken)
    {
        // Asked for by the name itself: configuration's does not mind its case, everything else does.
        if (
            connections.Find(name) is null
            && await documents.FindAsync(name, cancellationToken) is null
        )
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

        LogHeld(logger, name, isHeld ? "paused" : "enabled");
        await RefreshAsync(cancellationToken);
        return true;
    }

    /// <summary>Takes the connection away. What was to be done over it waits in its documents, for one of the same name.</summary>
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

        var found =
            await documents.FindAsync(name, cancellationToken) is { } document
            && await documents.DeleteAsync(document, cancellationToken);
        await RefreshAsync(cancellationToken);
        return found;
    }

    public void Dispose() => refreshing.Dispose();

    private void Follow(ConnectionDocument document)
    {
        var known = connections.Find(document.Id);
        if (known is null || (known.MadeOf is { } settings && settings != document.Settings))
        {
            if (Make(document) is not { } made)
            {
                return;
            }

            unusable.TryRemove(document.Id, out _);
            connections.Put(made);
        }
        else if (known.IsHeld != document.IsHeld)
        {
            connections.Put(known with { IsHeld = document.IsHeld });
        }
    }

    /// <returns>Null where it cannot work; why is told once.</returns>
    private Connection<TOutside>? Make(ConnectionDocument document)
    {
        if (document.Settings is null)
        {
            return null; // A decision about one that is no longer in the configuration.
        }

        string reason;
        try
        {
            if (vault.OpenSettings(document) is { } settings)
            {
                return maker.Make(SettingsOf(document.Id, settings)) with
                {
                    IsHeld = document.IsHeld,
                    MadeOf = document.Settings,
                };
            }

            reason =
                "its settings were encrypted with other keys: bring back those of Secrets:Keys, or set it up again";
        }
        catch (SettingException e)
        {
            reason = e.Message;
        }

        if (unusable.GetValueOrDefault(document.Id) != reason)
        {
            unusable[document.Id] = reason;
            LogUnusable(logger, document.Id, reason);
        }

        return null;
    }

    private string Seal(string name, Dictionary<string, string> settings)
    {
        try
        {
            return vault.SealSettings(name, settings);
        }
        catch (Exception e)
            when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new ConnectionRefusedException(
                "The settings cannot be encrypted: see that the folder of Secrets:Keys is there and can be written. Nothing has changed."
            );
        }
    }

    private ConnectionSettings SettingsOf(string name, Dictionary<string, string> settings)
    {
        // As if they stood in the configuration: adapters and messages know one shape only.
        var path = $"{section.Path}:{name}";
        return new ConnectionSettings(
            name,
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.Select(s => KeyValuePair.Create($"{path}:{s.Key}", (string?)s.Value))
                )
                .Build()
                .GetSection(path)
        );
    }

    [LoggerMessage(
        EventId = 3,
        EventName = "ConnectionSetUp",
        Level = LogLevel.Information,
        Message = "Connection {Connection} to {Kind} was set up (edition {Edition})"
    )]
    private static partial void LogSetUp(
        ILogger logger,
        string connection,
        string kind,
        int edition
    );

    [LoggerMessage(
        EventId = 4,
        EventName = "ConnectionHeld",
        Level = LogLevel.Warning,
        Message = "Connection {Connection} was {Decision} by a person"
    )]
    private static partial void LogHeld(ILogger logger, string connection, string decision);

    [LoggerMessage(
        EventId = 5,
        EventName = "ConnectionUnusable",
        Level = LogLevel.Error,
        Message = "Connection {Connection} cannot work: {Reason}"
    )]
    private static partial void LogUnusable(ILogger logger, string connection, string reason);
}

/// <summary>A change of a connection that cannot be made, and what to do instead.</summary>
public sealed class ConnectionRefusedException(string message) : Exception(message);
