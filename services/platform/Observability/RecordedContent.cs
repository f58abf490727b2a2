using System.Net;

namespace Crossdock.Platform.Observability;

/// <summary>An answer whose beginning is kept while somebody reads it: nothing is read twice, or for the log alone.</summary>
internal sealed class RecordedContent : HttpContent
{
    private readonly HttpContent content;
    private readonly int max;
    private Action<byte[], Exception?>? done;

    /// <param name="content">The answer.</param>
    /// <param name="max">How many bytes are kept.</param>
    /// <param name="done">Called once with what was kept, and why reading failed.</param>
    public RecordedContent(HttpContent content, int max, Action<byte[], Exception?> done)
    {
        (this.content, this.max, this.done) = (content, max, done);
        foreach (var (name, values) in content.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(name, values);
        }
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken
    )
    {
        using var kept = new MemoryStream();
        try
        {
            await using var source = await content.ReadAsStreamAsync(cancellationToken);
            var buffer = new byte[16 * 1024];
            while (await source.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                kept.Write(buffer, 0, Math.Min(read, max - (int)kept.Length));
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        catch (Exception e)
        {
            Done(kept, e);
            throw;
        }

        Done(kept, null);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = content.Headers.ContentLength ?? 0;
        return content.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            content.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Done(MemoryStream kept, Exception? failure)
    {
        done?.Invoke(kept.ToArray(), failure);
        done = null;
    }
}
