using System.Collections.Concurrent;

namespace Crossdock.Adapters.FileDrop;

/// <summary>
/// Which files are new or changed. Their times alone do not tell: a file that is moved here keeps the time at which it was written
/// elsewhere. So whatever this process has not seen as it is now is news too; after a start that is everything, once.
/// </summary>
public sealed class FileNews
{
    private readonly ConcurrentDictionary<string, (DateTime, long)> seen = new(StringComparer.Ordinal);

    public bool IsNews(FileInfo file, DateTimeOffset since)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.LastWriteTimeUtc >= since.UtcDateTime
            || !seen.TryGetValue(file.FullName, out var state)
            || state != StateOf(file);
    }

    /// <summary>To be said once the caller has taken the file's content.</summary>
    public void Seen(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        seen[file.FullName] = StateOf(file);
    }

    private static (DateTime, long) StateOf(FileInfo file) => (file.LastWriteTimeUtc, file.Length);
}
