using System.Threading.Channels;

namespace Crossdock.Platform.Work;

/// <summary>Wakes the work loops of a collection in this process, so that nothing waits for the next look.</summary>
public sealed class WorkSignal<T>
    where T : WorkDocument
{
    private readonly List<Channel<bool>> loops = [];

    /// <summary>Something may be due.</summary>
    public void Wake()
    {
        lock (loops)
        {
            loops.ForEach(loop => loop.Writer.TryWrite(true));
        }
    }

    internal ChannelReader<bool> Listen()
    {
        var channel = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
        );
        lock (loops)
        {
            loops.Add(channel);
        }

        return channel.Reader;
    }

    internal void Forget(ChannelReader<bool> loop)
    {
        lock (loops)
        {
            loops.RemoveAll(known => known.Reader == loop);
        }
    }
}
