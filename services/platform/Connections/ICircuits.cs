namespace Crossdock.Platform.Connections;

/// <summary>The gates at which a loop works. They come and go while the service runs.</summary>
public interface ICircuits
{
    IReadOnlyCollection<CircuitBreaker> Circuits { get; }

    /// <summary>Completes when there may be other gates than those just read; ask for it before reading them.</summary>
    Task Changed { get; }
}

/// <summary>Runs a loop for each gate, as long as it is there.</summary>
internal static class ConnectionLoops
{
    public static async Task RunAsync(
        ICircuits circuits,
        Func<CircuitBreaker, CancellationToken, Task> run,
        CancellationToken stoppingToken
    )
    {
        var running = new Dictionary<CircuitBreaker, (CancellationTokenSource Stop, Task Loop)>();
        var ending = new List<Task>();
        while (!stoppingToken.IsCancellationRequested)
        {
            var changed = circuits.Changed;
            var wanted = circuits.Circuits.ToHashSet();
            foreach (var gone in running.Keys.Except(wanted).ToList())
            {
                // It is not waited for: leases keep it apart from what takes its place, as they keep replicas apart.
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
