using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Adapters.FileDrop;

/// <summary>
/// A folder that people and programs share with us by dropping files. Reads are bounded, writes are whole or not at all, and what fails
/// is told as a <see cref="ConnectionProblemException"/>.
/// </summary>
/// <param name="path">Is never created: a misspelt one must be noticed.</param>
/// <param name="connection">For the log.</param>
/// <param name="unreadable">Is told of the files that are skipped now.</param>
/// <param name="logger">Is told of each file that is skipped.</param>
public sealed partial class DropFolder(string path, string connection, UnreadableRecords unreadable, ILogger logger)
{
    /// <summary>Of one file.</summary>
    public const int MaxBytes = 1024 * 1024;
    private const int MaxNameLength = 80;
    private const int MaxRemembered = 10_000;

    // What begins with a dot is hidden and not for us; a link could lead anywhere.
    private static readonly EnumerationOptions Plain = new()
    {
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        MatchCasing = MatchCasing.CaseInsensitive,
    };

    /// <summary>Why each file is skipped that was so when it was last read, by its name.</summary>
    private readonly ConcurrentDictionary<string, string> skipped = new(StringComparer.Ordinal);

    /// <summary>What was said of each file as it was then, so that it is said once.</summary>
    private readonly ConcurrentDictionary<(string File, string Reason), (DateTime, long)> said = new();

    /// <summary>A file name without dots for any id: itself where it is fit for one, else what is fit of it and a hash.</summary>
    public static string NameOf(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var fit = new string([.. id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_')]);
        if (fit == id && id.Length is > 0 and <= MaxNameLength)
        {
            return id;
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        return $"{fit[..Math.Min(fit.Length, 40)]}-{hash[..16]}";
    }

    /// <summary>Sees whether files can be written here.</summary>
    public async Task TestAsync(CancellationToken cancellationToken)
    {
        const string probe = ".crossdock-test";
        await WriteAsync(probe, "", cancellationToken);
        Delete(probe);
    }

    /// <summary>The files whose names match one of <paramref name="patterns"/> in any case, oldest first; none where <paramref name="below"/> is not there.</summary>
    public IReadOnlyList<FileInfo> Files(string below, params string[] patterns) =>
        Guarded(() =>
        {
            Demand();
            var folder = new DirectoryInfo(Path.Combine(path, below));
            return folder.Exists
                ? patterns
                    .SelectMany(pattern => folder.GetFiles(pattern, Plain))
                    .OrderBy(file => file.LastWriteTimeUtc)
                    .ThenBy(file => file.Name, StringComparer.Ordinal)
                    .ToList()
                : [];
        });

    /// <summary>The file directly in this folder; null where it is not there.</summary>
    public FileInfo? Find(string name) =>
        Guarded(() =>
        {
            Demand();
            var file = new FileInfo(Path.Combine(path, name));
            return file is { Exists: true, LinkTarget: null } ? file : null;
        });

    /// <summary>As <see cref="Find"/>, with the name in any case.</summary>
    public FileInfo? FindAnyCase(string name) => Find(name) ?? (Files("", name) is [var first, ..] ? first : null);

    /// <summary>The file's text; null, with a line in the log, where it cannot be read.</summary>
    internal async Task<DropText?> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        cancellationToken.ThrowIfCancellationRequested();
        skipped.TryRemove(NameIn(file), out _);
        try
        {
            // What has no length is not opened: it may be a pipe.
            var problem =
                file.Length == 0 ? "it is empty"
                : file.Length > MaxBytes ? $"it is larger than {MaxBytes / 1024} KiB"
                : null;
            if (problem is not null)
            {
                Skip(file, problem);
                return null;
            }

            // No more than the length seen: what is being added comes with the next reading.
            var bytes = new byte[file.Length];
            await using var stream = new FileStream(
                file.FullName,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, false, cancellationToken);
            return DropText.Of(bytes.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Skip(file, e.Message);
        }

        return null;
    }

    /// <summary>Writes the whole file, in place of one of that name, or nothing. Folders below this one are made as needed.</summary>
    public async Task WriteAsync(string name, string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var target = Path.Combine(path, name);
        var half = Path.Combine(Path.GetDirectoryName(target)!, $".{Guid.NewGuid():N}.part");
        try
        {
            Demand();
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            await using (var stream = new FileStream(half, FileMode.CreateNew))
            {
                await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
                stream.Flush(flushToDisk: true);
            }

            File.Move(half, target, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            File.Delete(half);
            throw Problem(e);
        }
        catch (OperationCanceledException)
        {
            File.Delete(half);
            throw;
        }
    }

    /// <summary>Gives the file another name, in place of one of that name; false where it is not there.</summary>
    public bool Rename(string name, string newName) =>
        Guarded(() =>
        {
            Demand();
            try
            {
                File.Move(Path.Combine(path, name), Path.Combine(path, newName), overwrite: true);
                return true;
            }
            catch (FileNotFoundException)
            {
                return false;
            }
        });

    /// <summary>Removes the file, if it is there.</summary>
    public void Delete(string name) =>
        Guarded(() =>
        {
            File.Delete(Path.Combine(path, name));
            return true;
        });

    /// <summary>Says in the log why a file is passed over, once while it does not change.</summary>
    public void Skip(FileInfo file, string reason)
    {
        ArgumentNullException.ThrowIfNull(file);
        skipped[NameIn(file)] = reason;
        if (IsNews(file, reason))
        {
            FileSkipped(logger, connection, file.Name, reason);
        }
    }

    /// <summary>Reports the files that are skipped now, once all of a source has been looked at.</summary>
    public void ReportSkipped(string source, Func<string, bool> isOfSource)
    {
        foreach (var name in skipped.Keys.Where(name => !File.Exists(Path.Combine(path, name))))
        {
            skipped.TryRemove(name, out _);
        }

        unreadable.Replace(source, skipped.Where(one => isOfSource(one.Key)));
    }

    /// <summary>Says in the log, once, that a file has a time that cannot be true; it is read all the same.</summary>
    public void WarnOfTime(FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (IsNews(file, "its time"))
        {
            FileTimeUnlikely(logger, connection, file.Name, new DateTimeOffset(file.LastWriteTimeUtc));
        }
    }

    private string NameIn(FileInfo file) => Path.GetRelativePath(path, file.FullName);

    private bool IsNews(FileInfo file, string reason)
    {
        if (said.Count > MaxRemembered)
        {
            said.Clear();
        }

        (DateTime, long) state = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
        var isNews = !said.TryGetValue((file.FullName, reason), out var known) || known != state;
        said[(file.FullName, reason)] = state;
        return isNews;
    }

    private void Demand()
    {
        if (File.Exists(path))
        {
            throw new ConnectionProblemException(
                ConnectionProblem.WrongAddress,
                $"{path} is a file: set Folder to a folder"
            );
        }

        if (!Directory.Exists(path))
        {
            throw new ConnectionProblemException(
                ConnectionProblem.Unreachable,
                $"There is no folder {path}: make it, mount it or correct Folder"
            );
        }
    }

    private static T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Problem(e);
        }
    }

    private static ConnectionProblemException Problem(Exception e) =>
        e is UnauthorizedAccessException
            ? new(
                ConnectionProblem.Credentials,
                $"The user that Crossdock runs as may not work in the folder ({e.Message})",
                e
            )
            : new(ConnectionProblem.Down, $"The folder cannot be used now ({e.Message})", e);

    [LoggerMessage(LogLevel.Warning, "{Connection}: the file {File} is skipped: {Reason}")]
    private static partial void FileSkipped(ILogger logger, string connection, string file, string reason);

    [LoggerMessage(
        LogLevel.Warning,
        "{Connection}: the file {File} has the time {At}, which cannot be true; the current time is used instead"
    )]
    private static partial void FileTimeUnlikely(ILogger logger, string connection, string file, DateTimeOffset at);
}
