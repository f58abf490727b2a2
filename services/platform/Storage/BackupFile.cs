using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Crossdock.Platform.Storage;

/// <summary>It is no backup, or not all of one.</summary>
public sealed class BackupUnreadableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>
/// A backup: compressed lines of JSON. First the <see cref="BackupHeader"/>, then a line for each document, last their number, by which one
/// that was cut off is known.
/// </summary>
public static class BackupFile
{
    private const int BatchSize = 1000;

    /// <returns>How many documents there are.</returns>
    public static async Task<int> WriteAsync(
        Stream to,
        BackupHeader header,
        IAsyncEnumerable<StoredDocument> documents,
        CancellationToken cancellationToken
    )
    {
        await using var lines = new StreamWriter(new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true));
        await WriteLineAsync(header);
        var count = 0;
        await foreach (var document in documents.WithCancellation(cancellationToken))
        {
            await WriteLineAsync(document);
            count++;
        }

        await WriteLineAsync(count);
        return count;

        Task WriteLineAsync<T>(T value) =>
            lines.WriteLineAsync(JsonSerializer.Serialize(value, DocumentJson.Options).AsMemory(), cancellationToken);
    }

    /// <summary>Reads the header; the documents follow when they are asked for.</summary>
    /// <exception cref="BackupUnreadableException">It is no backup; while the documents are read, also that it ends too early.</exception>
    public static async Task<(
        BackupHeader Header,
        IAsyncEnumerable<IReadOnlyList<StoredDocument>> Documents
    )> ReadAsync(Stream from, CancellationToken cancellationToken)
    {
        var lines = new StreamReader(new GZipStream(from, CompressionMode.Decompress, leaveOpen: true));
        var header = await LineAsync<BackupHeader>(lines, cancellationToken);
        return (header, DocumentsAsync(lines, cancellationToken));
    }

    private static async IAsyncEnumerable<IReadOnlyList<StoredDocument>> DocumentsAsync(
        StreamReader lines,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var count = 0;
        var batch = new List<StoredDocument>(BatchSize);
        while (true)
        {
            var line = await LineAsync<JsonElement>(lines, cancellationToken);
            if (line.ValueKind == JsonValueKind.Number)
            {
                if (line.GetInt32() != count)
                {
                    throw new BackupUnreadableException($"The backup has {count} documents of {line.GetInt32()}.");
                }

                break;
            }

            batch.Add(line.Deserialize<StoredDocument>(DocumentJson.Options)!);
            count++;
            if (batch.Count == BatchSize)
            {
                yield return batch;
                batch = new List<StoredDocument>(BatchSize);
            }
        }

        yield return batch;
    }

    private static async Task<T> LineAsync<T>(StreamReader lines, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadLineAsync(cancellationToken) is { } line
                ? JsonSerializer.Deserialize<T>(line, DocumentJson.Options)!
                : throw new BackupUnreadableException("The backup ends too early: it was cut off.");
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or NotSupportedException)
        {
            throw new BackupUnreadableException($"It cannot be read as a backup: {e.Message}", e);
        }
    }
}
