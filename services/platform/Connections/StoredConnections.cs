using System.Collections.Concurrent;
using Crossdock.Adapters;
using Crossdock.Adapters.Declaration;
using Crossdock.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Connections;

/// <summary>Makes the service's connections follow what is stored of them: each replica does so again and again.</summary>
public sealed class StoredConnections<TSystem>(
    IConfigurationSection section,
    ConnectionSet<TSystem> connections,
    ConnectionFactory<TSystem> factory,
    IDocuments<ConnectionDocument> documents,
    SettingsProtector protector,
    ILogger<StoredConnections<TSystem>> logger
) : IDisposable
    where TSystem : IExternalSystem
{
    private const int MaxConnections = 1000;
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private readonly ConcurrentDictionary<string, string> unusable = new(StringComparer.Ordinal);

    /// <summary>Why a stored connection cannot work, by name: its secrets cannot be read, or a setting no longer fits.</summary>
    public IReadOnlyDictionary<string, string> Unusable => unusable;

    /// <summary>Takes over what is stored.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await refreshing.WaitAsync(cancellationToken);
        try
        {
            var stored = await documents.QueryAsync(
                ConnectionDocument.ByChange.Where().Take(MaxConnections),
                cancellationToken
            );
            var names = stored.Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
            foreach (
                var gone in connections.All.Where(c => c.CreatedFrom is not null && !names.Contains(c.Settings.Name))
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
                Apply(document);
            }
        }
        finally
        {
            refreshing.Release();
        }
    }

    public void Dispose() => refreshing.Dispose();

    /// <summary>The settings as if they stood in the configuration: adapters and messages know one shape only.</summary>
    internal IConfigurationSection SectionOf(ConnectionDocument document, Dictionary<string, string> settings) =>
        SettingsReader.Section(
            $"{section.Path}:{document.Id}",
            settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value))
        );

    private void Apply(ConnectionDocument document)
    {
        var known = connections.Find(document.Id);
        if (known is null || (known.CreatedFrom is { } settings && settings != document.Settings))
        {
            if (Make(document) is not { } made)
            {
                return;
            }

            unusable.TryRemove(document.Id, out _);
            connections.Put(made);
        }
        else if (known.IsDisabled != document.IsDisabled)
        {
            connections.Put(known with { IsDisabled = document.IsDisabled });
        }
    }

    /// <returns>Null where it cannot work; why is told once.</returns>
    private Connection<TSystem>? Make(ConnectionDocument document)
    {
        if (document.Settings is null)
        {
            return null; // A decision about one that is no longer in the configuration.
        }

        string reason;
        try
        {
            if (protector.UnprotectSettings(document) is { } settings)
            {
                return factory.Make(document.Id, SectionOf(document, settings), document.GenerationId) with
                {
                    IsDisabled = document.IsDisabled,
                    CreatedFrom = document.Settings,
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
            ConnectionLog.ConnectionUnusable(logger, document.Id, reason);
        }

        return null;
    }
}
