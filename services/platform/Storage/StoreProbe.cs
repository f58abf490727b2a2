namespace Crossdock.Platform.Storage;

/// <summary>Written to see whether the store can write.</summary>
public sealed class ProbeDocument : Document
{
    public static CollectionDefinition<ProbeDocument> Collection { get; } = new("health");

    public DateTimeOffset At { get; set; }
}

/// <summary>
/// Tries a store by writing one small document: one that is full or locked can still be read. However often it is asked, it writes
/// only every few seconds and never twice at once.
/// </summary>
internal sealed class StoreProbe(IDocuments<ProbeDocument> documents, TimeProvider time)
{
    private const string Id = "probe";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly Lock exclusive = new();
    private Task writing = Task.CompletedTask;
    private DateTimeOffset begunAt = DateTimeOffset.MinValue;

    /// <returns>Ends when the store has written.</returns>
    /// <exception cref="StoreUnavailableException">It cannot.</exception>
    public Task TryAsync()
    {
        lock (exclusive)
        {
            var now = time.GetUtcNow();
            if (writing.IsFaulted || (writing.IsCompleted && now - begunAt >= Fresh))
            {
                begunAt = now;
                writing = WriteAsync(now);
            }

            return writing;
        }
    }

    private async Task WriteAsync(DateTimeOffset now)
    {
        var found = await documents.FindAsync(Id, CancellationToken.None);
        var probe = found ?? new ProbeDocument { Id = Id };
        probe.At = now;
        // Where another replica was quicker, its writing says as much.
        _ = found is null
            ? await documents.InsertAsync(probe, CancellationToken.None)
            : await documents.ReplaceAsync(probe, CancellationToken.None);
    }
}
