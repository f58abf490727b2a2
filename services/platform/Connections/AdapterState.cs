using Crossdock.Adapters;
using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Connections;

/// <summary>One note of one connection.</summary>
public sealed class AdapterStateDocument : Document
{
    public static Index<AdapterStateDocument> ByConnection { get; } = new(n => n.Connection);

    public static CollectionDefinition<AdapterStateDocument> Collection { get; } =
        new("connection_notes", ByConnection);

    /// <summary><see cref="ConnectionSettings.Id"/> of whose note it is.</summary>
    public string? Connection { get; set; }

    /// <summary>Encrypted: a note may be a pair of tokens.</summary>
    public string? Value { get; set; }

    /// <summary>Somebody is changing the note until then.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }
}

/// <summary>A connection's notes in the service's store.</summary>
/// <param name="connection"><see cref="ConnectionSettings.Id"/>: with another generation it reads nothing of what was noted in this one.</param>
/// <param name="notes">The collection.</param>
/// <param name="protector">Encrypts them.</param>
/// <param name="time">The clock.</param>
public sealed class AdapterState(
    string connection,
    IDocuments<AdapterStateDocument> notes,
    SettingsProtector protector,
    TimeProvider time
) : IAdapterState
{
    /// <summary>Longer than a change may take: a change is one call to the external system.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(200);

    public async Task<string?> ReadAsync(string key, CancellationToken cancellationToken) =>
        Open(await notes.FindAsync(Id(key), cancellationToken));

    public async Task<string> ChangeAsync(
        string key,
        Func<string?, CancellationToken, Task<string>> change,
        CancellationToken cancellationToken
    )
    {
        var note = await LeaseAsync(Id(key), cancellationToken);
        string text;
        try
        {
            text = await change(Open(note), cancellationToken);
            note.Value = protector.Protect(connection, text);
        }
        catch
        {
            note.LeasedUntil = null;
            await notes.ReplaceAsync(note, CancellationToken.None);
            throw;
        }

        note.LeasedUntil = null;
        return await notes.ReplaceAsync(note, CancellationToken.None)
            ? text
            : throw new StoreUnavailableException($"The note {note.Id} was taken over while it was being changed.");
    }

    private async Task<AdapterStateDocument> LeaseAsync(string id, CancellationToken cancellationToken)
    {
        while (true)
        {
            var now = time.GetUtcNow();
            var note = await notes.FindAsync(id, cancellationToken);
            if (note is null)
            {
                note = new AdapterStateDocument
                {
                    Id = id,
                    Connection = connection,
                    LeasedUntil = now + Lease,
                };
                if (await notes.InsertAsync(note, cancellationToken))
                {
                    return note;
                }
            }
            else if (note.LeasedUntil is not { } until || until <= now)
            {
                (note.Connection, note.LeasedUntil) = (connection, now + Lease);
                if (await notes.ReplaceAsync(note, cancellationToken))
                {
                    return note;
                }
            }

            await Task.Delay(LookAgain, time, cancellationToken);
        }
    }

    /// <summary>What cannot be decrypted any more is as if it had never been noted: the adapter begins again from its settings.</summary>
    private string? Open(AdapterStateDocument? note) =>
        note?.Value is { } value ? protector.Open(connection, value) : null;

    private string Id(string key) => $"{connection}:{key}";
}
