using System.Collections.Concurrent;
using System.Threading.Channels;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>The groups that are to be counted soon. However often one is named, it is counted once.</summary>
public sealed class RecountSignal
{
    private readonly ConcurrentDictionary<string, bool> ids = new(StringComparer.Ordinal);
    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    public void Wake(string id)
    {
        ids[id] = true;
        woken.Writer.TryWrite(true);
    }

    /// <summary>Completes when one has been named since the last <see cref="Take"/>.</summary>
    internal Task WaitAsync(CancellationToken cancellationToken) =>
        woken.Reader.WaitToReadAsync(cancellationToken).AsTask();

    internal IReadOnlyList<string> Take()
    {
        woken.Reader.TryRead(out _);
        return [.. ids.Keys.Where(id => ids.TryRemove(id, out _))];
    }
}
