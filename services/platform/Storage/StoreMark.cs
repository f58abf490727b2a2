namespace Crossdock.Platform.Storage;

/// <summary>What a store says of itself: the form of its documents, and the backup that it comes from.</summary>
public sealed class StoreMark : Document
{
    /// <summary>The id of the only document.</summary>
    public const string TheOne = "mark";

    /// <summary>
    /// How long orders are looked for at the external systems before they are sent for the first time: one that had been on hold in the
    /// backup may be released late, and may have been sent before the restore.
    /// </summary>
    private static readonly TimeSpan LookFor = TimeSpan.FromDays(90);

    public static CollectionDefinition<StoreMark> Collection { get; } = new("store");

    /// <summary><see cref="StoreForm.Current"/> of the newest version that has used the store.</summary>
    public int Form { get; set; }

    /// <summary>When the backup began that the store was restored from; null if it never was.</summary>
    public DateTimeOffset? BackupAt { get; set; }

    /// <summary>When it was restored. What was done between these two moments is in no document.</summary>
    public DateTimeOffset? RestoredAt { get; set; }

    /// <summary>True from the first restored document to the last: no service may use the store in between.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>True if what is to be done now may have been done between backup and restore.</summary>
    public bool MayBeDone(DateTimeOffset now) => RestoredAt is { } at && now < at + LookFor;
}

/// <summary>Reads the mark of a service's store. It changes only while no service runs, so it is read once.</summary>
/// <typeparam name="TService">The service's module.</typeparam>
public sealed class StoreMarkReader<TService>(IDocuments<StoreMark> marks)
{
    private StoreMark? known;

    public async ValueTask<StoreMark> ReadAsync(CancellationToken cancellationToken) =>
        known ??= await marks.FindAsync(StoreMark.TheOne, cancellationToken) ?? new StoreMark();
}
