using System.IO.Compression;

namespace Crossdock.Conformance.Http;

/// <summary>A body whose compression is broken: to read it throws what the decompressing streams of .NET throw.</summary>
internal static class CorruptBody
{
    private const int HeaderLength = 10;

    public static HttpContent Of(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes.Length > 0 ? bytes : "{}"u8);
        }

        var broken = compressed.ToArray();
        broken.AsSpan(HeaderLength).Fill(0xFF);
        return new StreamContent(new GZipStream(new MemoryStream(broken), CompressionMode.Decompress));
    }
}

/// <summary>A body of which some bytes come before the connection breaks.</summary>
internal sealed class BrokenBody(byte[] first) : BodyStream
{
    private int given;

    protected override int Give(Span<byte> buffer)
    {
        if (given == first.Length)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.");
        }

        var count = Math.Min(buffer.Length, first.Length - given);
        first.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }
}

/// <summary>Blanks without end. An adapter that does not stop reading is stopped here, and its spec fails.</summary>
internal sealed class EndlessBody : BodyStream
{
    private const long MaxBytes = 128 * 1024 * 1024;
    private long given;

    protected override int Give(Span<byte> buffer)
    {
        buffer.Fill((byte)' ');
        given += buffer.Length;
        Assert.True(given < MaxBytes, $"The adapter has read {MaxBytes} bytes of one answer: bound what it reads.");
        return buffer.Length;
    }
}

/// <summary>A stream that can only be read.</summary>
internal abstract class BodyStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Give(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer) => Give(buffer);

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Give(buffer.Span));
    }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected abstract int Give(Span<byte> buffer);
}
