using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>What is true of the polls in a backup once they are restored.</summary>
public static class RestoredPolls
{
    /// <summary>More than the clocks of two systems differ, and than a poll reads ahead of what it has stored.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    public static RestoreRule Rule { get; } = RestoreRule.For(PollDocument.Collection, Change);

    /// <summary>What came in since the backup is read again. What is read twice is known by its id.</summary>
    private static bool Change(PollDocument poll, StoreMark mark)
    {
        var from = mark.BackupAt - Overlap;
        poll.Cursor = poll.Cursor > from ? from : poll.Cursor;
        poll.LastRunAt = null;
        poll.Done(mark.RestoredAt);
        return true;
    }
}
