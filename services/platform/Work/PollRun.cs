using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>
/// One run of a poller, as long as it holds the lease: it is renewed while the run goes on, and whoever loses it stops. What the run has
/// reached is kept on the way, so that a long first read goes on where it was.
/// </summary>
internal sealed class PollRun(
    IDocuments<PollDocument> polls,
    PollDocument poll,
    TimeSpan lease,
    TimeProvider time,
    CancellationToken stoppingToken
) : IDisposable
{
    private readonly CancellationTokenSource lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
    private readonly SemaphoreSlim saving = new(1, 1);

    public DateTimeOffset? Cursor => poll.Cursor;

    /// <summary>Whether the last run broke off on its way: so far that something was read.</summary>
    public bool GoesOn => poll.BrokeOff;

    /// <summary>Cancelled when the service stops or the lease is lost.</summary>
    public CancellationToken Token => lost.Token;

    /// <summary>Renews the lease until <paramref name="work"/> has ended.</summary>
    public async Task KeepAsync(Task work)
    {
        while (!work.IsCompleted && !lost.IsCancellationRequested)
        {
            await Task.WhenAny(work, Task.Delay(lease / 3, time, lost.Token));
            if (!work.IsCompleted && !lost.IsCancellationRequested)
            {
                await SaveAsync(() => { });
            }
        }
    }

    /// <summary>Everything before this moment is stored.</summary>
    public Task ReachedAsync(DateTimeOffset cursor) => SaveAsync(() => (poll.Cursor, poll.BrokeOff) = (cursor, true));

    /// <summary>The run has read to the end.</summary>
    public Task EndAsync(DateTimeOffset? cursor) =>
        LetGoAsync(() =>
        {
            (poll.Cursor, poll.BrokeOff) = (cursor, false);
            (poll.LastRunAt, poll.LastError) = (time.GetUtcNow(), null);
        });

    /// <summary>The run has failed; the next one begins where this one had come to.</summary>
    public async Task FailAsync(string reason)
    {
        await LetGoAsync(() => poll.LastError = reason);
        await lost.CancelAsync();
    }

    public void Dispose()
    {
        lost.Dispose();
        saving.Dispose();
    }

    private Task LetGoAsync(Action change) =>
        SaveAsync(() =>
        {
            change();
            (poll.Holder, poll.LeasedUntil) = (null, null);
        });

    private async Task SaveAsync(Action change)
    {
        await saving.WaitAsync(CancellationToken.None);
        try
        {
            poll.LeasedUntil = time.GetUtcNow() + lease;
            change();
            if (!await polls.ReplaceAsync(poll, CancellationToken.None))
            {
                await lost.CancelAsync();
            }
        }
        finally
        {
            saving.Release();
        }
    }
}
