using Crossdock.Adapters;
using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Connections;

/// <summary>One entry of an adapter's state of one connection.</summary>
public sealed class AdapterStateDocument : Document
{
    public static Index<AdapterStateDocument> ByConnection { get; } = new(n => n.Connection);

    public static CollectionDefinition<AdapterStateDocument> Collection { get; } = new("adapter_state", ByConnection);

    /// <summary><see cref="ConnectionSettings.Id"/> of the connection that it belongs to.</summary>
    public string? Connection { get; set; }

    /// <summary>Encrypted: it may be a pair of tokens.</summary>
    public string? Value { get; set; }

    /// <summary>Somebody is changing it until then.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
}

/// <summary>An adapter's state of one connection, in the service's store.</summary>
/// <param name="connection"><see cref="ConnectionSettings.Id"/>: another generation reads nothing of what this one stored.</param>
/// <param name="entries">The collection.</param>
/// <param name="protector">Encrypts them.</param>
/// <param name="time">The clock.</param>
public sealed class AdapterState(
    string connection,
    IDocuments<AdapterStateDocument> entries,
    SettingsProtector protector,
    TimeProvider time
) : IAdapterState
{
    /// <summary>Longer than a change may take: a change is one call to the external system.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    public async Task<string?> ReadAsync(string key, CancellationToken cancellationToken) =>
        Read(await entries.FindAsync(Id(key), cancellationToken));

    public async Task<string> ChangeAsync(
        string key,
        Func<string?, CancellationToken, Task<string>> change,
        CancellationToken cancellationToken
    )
    {
        var entry = await LeaseAsync(Id(key), cancellationToken);
        string text;
        try
        {
            text = await change(Read(entry), cancellationToken);
            entry.Value = protector.Protect(connection, text);
        }
        catch
        {
            entry.LeasedUntil = null;
            await entries.ReplaceAsync(entry, CancellationToken.None);
            throw;
        }

        entry.LeasedUntil = null;
        return await entries.ReplaceAsync(entry, CancellationToken.None)
            ? text
            : throw new StoreUnavailableException($"{entry.Id} was taken over while it was being changed.");
    }

    private async Task<AdapterStateDocument> LeaseAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var entry = await entries.FindAsync(id, cancellationToken);
            if (entry is null)
            {
                entry = new AdapterStateDocument
                {
                    Id = id,
                    Connection = connection,
                    LeasedUntil = now + Lease,
                };
                if (await entries.InsertAsync(entry, cancellationToken))
                {
                    return entry;
                }
            }
            else if (entry.LeasedUntil is not { } until || until <= now)
            {
                (entry.Connection, entry.LeasedUntil) = (connection, now + Lease);
                if (await entries.ReplaceAsync(entry, cancellationToken))
                {
                    return entry;
                }
            }

            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    /// <summary>What cannot be decrypted any more is as if it had never been stored: the adapter starts again from its settings.</summary>
    private string? Read(AdapterStateDocument? entry) =>
        entry?.Value is { } value ? protector.Unprotect(connection, value) : null;

    private string Id(string key) => $"{connection}:{key}";
}
