using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Crossdock.Sandbox.Data;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The steps that are to be run, by the time at which they are due. Used inside a change, except for <see cref="WakeUp"/>.</summary>
internal sealed class StepQueue
{
    private readonly PriorityQueue<IScheduled, DateTimeOffset> queue = new();

    /// <summary>Gets an item when something was queued.</summary>
    public Channel<bool> WakeUp { get; } =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Queues its next step, if it has one.</summary>
    public void Schedule(IScheduled item)
    {
        if (item.NextStepAt is { } due)
        {
            queue.Enqueue(item, due);
            WakeUp.Writer.TryWrite(true);
        }
    }

    public bool TryPeek([NotNullWhen(true)] out IScheduled? item, out DateTimeOffset due) =>
        queue.TryPeek(out item, out due);

    public void Dequeue() => queue.Dequeue();
}
