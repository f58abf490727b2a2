namespace Crossdock.Platform.Work;

/// <summary>The circuits of the connections that a loop works for. They come and go while the service runs.</summary>
public interface ICircuits
{
    IReadOnlyCollection<CircuitBreaker> AllCircuits { get; }

    /// <summary>Those of the connections that no person has disabled.</summary>
    IReadOnlyCollection<CircuitBreaker> EnabledCircuits { get; }

    /// <summary>Completes when there may be other circuits than those just read; get it before reading them.</summary>
    Task Changed { get; }
}

/// <summary>Runs a loop for each circuit while it exists.</summary>
internal static class CircuitLoops
{
    public static async Task RunAsync(
        ICircuits circuits,
        bool includeDisabled,
        Func<CircuitBreaker, CancellationToken, Task> run,
        CancellationToken stoppingToken
    )
    {
        var running = new Dictionary<CircuitBreaker, (CancellationTokenSource Stop, Task Loop)>();
        var ending = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = circuits.Changed;
            var wanted = (includeDisabled ? circuits.AllCircuits : circuits.EnabledCircuits).ToHashSet();
            foreach (var gone in running.Keys.Except(wanted).ToList())
            {
                // Its successor does not wait for its end: leases keep them apart, as they keep replicas apart.
                ending.Add(EndAsync(running[gone]));
                running.Remove(gone);
            }

            foreach (var circuit in wanted.Except(running.Keys).ToList())
            {
                var stop = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                running.Add(circuit, (stop, Task.Run(() => run(circuit, stop.Token), stop.Token)));
            }

            await changed.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            ending.RemoveAll(loop => loop.IsCompleted);
        }

        await Task.WhenAll(ending.Concat(running.Values.Select(EndAsync)));
    }

    private static async Task EndAsync((CancellationTokenSource Stop, Task Loop) running)
    {
        await running.Stop.CancelAsync();
        await running.Loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        running.Stop.Dispose();
    }
}
