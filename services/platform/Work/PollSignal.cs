using System.Collections.Concurrent;

namespace Crossdock.Platform.Work;

/// <summary>Makes a poll run at once in this process, for example because a webhook says that something is new.</summary>
public sealed class PollSignal
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new(StringComparer.Ordinal);

    public void Wake(string subject, string connection)
    {
        if (waiting.TryRemove(Key(subject, connection), out var run))
        {
            run.TrySetResult();
        }
    }

    internal Task WokenAsync(string subject, string connection) =>
        waiting
            .GetOrAdd(
                Key(subject, connection),
                _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
            )
            .Task;

    private static string Key(string subject, string connection) => $"{subject}:{connection}";
}
