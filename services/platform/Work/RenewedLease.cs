using Crossdock.Platform.Storage;

namespace Crossdock.Platform.Work;

/// <summary>Renews the lease of a document while a long step runs, and cancels the step once another replica has the document.</summary>
internal sealed class RenewedLease<T>(
    IDocuments<T> documents,
    T document,
    TimeSpan lease,
    TimeProvider time,
    CancellationToken stoppingToken
) : IDisposable
    where T : WorkDocument
{
    private readonly CancellationTokenSource lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
    private readonly SemaphoreSlim saving = new(1, 1);

    public async Task<TResult> KeepAsync<TResult>(Func<CancellationToken, Task<TResult>> step)
    {
        var running = step(lost.Token);
        try
        {
            while (!running.IsCompleted && !lost.IsCancellationRequested)
            {
                await Task.WhenAny(running, Task.Delay(lease / 3, time, lost.Token));
                if (!running.IsCompleted && !lost.IsCancellationRequested)
                {
                    await SaveAsync(() => { });
                }
            }

            return await running;
        }
        catch (OperationCanceledException e)
            when (lost.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            throw new InvalidOperationException($"Another replica has taken over {document.Id}.", e);
        }
        finally
        {
            await lost.CancelAsync();
            await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Saves what the step has changed so far, and renews the lease.</summary>
    public async Task SaveAsync(Action change)
    {
        await saving.WaitAsync(CancellationToken.None);
        try
        {
            change();
            document.DueAt = time.GetUtcNow() + lease;
            if (!await documents.ReplaceAsync(document, CancellationToken.None))
            {
                await lost.CancelAsync();
            }
        }
        finally
        {
            saving.Release();
        }
    }

    public void Dispose()
    {
        lost.Dispose();
        saving.Dispose();
    }
}
