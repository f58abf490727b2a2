using System.Collections.Concurrent;

namespace Crossdock.Chaos;

/// <summary>Strikes the hub with faults, each in the background; two that concern one target strike one after the other.</summary>
internal sealed class Striker(ChaosHub hub, Action<string> note)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    // Longer than the services wait for an answer.
    private const int LateMilliseconds = 5000;
    private static readonly TimeSpan WaitForCall = TimeSpan.FromSeconds(8);
    private const int AtOnce = 4;
    private readonly Dictionary<string, Task> latest = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];
    private readonly SortedDictionary<string, int> struck = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, (string Fault, int Count)> hits = new();
    private int rules;

    /// <summary>What no fault explains.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>How often each kind has struck; bad answers by the call.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync()
    {
        await KeepHitsAsync();
        var counted = new SortedDictionary<string, int>(struck, StringComparer.Ordinal);
        foreach (var (fault, count) in hits.Values)
        {
            var name = $"external answers: {fault}";
            counted[name] = counted.GetValueOrDefault(name) + count;
        }

        return counted;
    }

    /// <summary>Strikes as soon as the target is over its last fault; returns at once.</summary>
    public void Strike(Fault fault)
    {
        var before = latest.GetValueOrDefault(fault.Target, Task.CompletedTask);
        latest[fault.Target] = RunAsync();

        async Task RunAsync()
        {
            await before;
            note($"{fault}");
            await StrikeAsync(fault);
        }
    }

    /// <summary>Waits until few targets are in trouble: a fault that strikes what does not work anyway shows nothing.</summary>
    public async Task CalmAsync()
    {
        while (latest.Values.Where(task => !task.IsCompleted).ToList() is { Count: >= AtOnce } troubled)
        {
            await Task.WhenAny(troubled);
        }
    }

    /// <summary>Waits until every target is let alone again.</summary>
    public Task OverAsync() => Task.WhenAll(latest.Values);

    /// <summary>Starts what has ended by itself, as a supervisor does, and keeps it as a problem.</summary>
    public void RestartFailed()
    {
        foreach (var replica in hub.Replicas.Where(replica => replica.HasFailed))
        {
            problems.Add(
                $"{replica.Name} ended by itself:\n{string.Join('\n', replica.Process.Output.Split('\n').TakeLast(20))}"
            );
            replica.Start();
        }
    }

    private void Count(string kind)
    {
        lock (struck)
        {
            struck[kind] = struck.GetValueOrDefault(kind) + 1;
        }
    }

    private Task StrikeAsync(Fault fault) =>
        fault.Kind switch
        {
            FaultKind.BadAnswers => AddRuleAsync(fault.Target, fault.Answer!, fault.Count, probability: 0.5),
            FaultKind.CutLine or FaultKind.SilentLine or FaultKind.SlowLine => DisturbAsync(fault),
            FaultKind.LockedStore => LockStoreAsync(fault),
            FaultKind.FullDisk => FillDiskAsync(fault),
            _ when fault.Target == FaultPlan.Broker => StrikeBrokerAsync(fault),
            _ => StrikeReplicaAsync(fault, hub.Replica(fault.Target)),
        };

    private async Task StrikeBrokerAsync(Fault fault)
    {
        Count(fault.Name);
        if (fault.Kind is FaultKind.Suspend)
        {
            await hub.Broker!.SuspendAsync();
            await Task.Delay(fault.Lasting);
            await hub.Broker!.ResumeAsync();
            return;
        }

        await hub.Broker!.KillAsync();
        await Task.Delay(fault.Lasting);
        await hub.Broker!.StartAsync();
    }

    private async Task StrikeReplicaAsync(Fault fault, Replica replica)
    {
        var waited =
            fault.Kind is FaultKind.KillInCall
            && await CallWaitsAsync(FaultPlan.CallOf[Topology.ServiceOf(fault.Target)]);
        // Where there was no such call, it is a kill like any other.
        Count(fault.Kind is FaultKind.KillInCall && !waited ? (fault with { Kind = FaultKind.Kill }).Name : fault.Name);
        await KeepHitsAsync();
        switch (fault.Kind)
        {
            case FaultKind.Suspend:
                replica.Process.Suspend();
                await Task.Delay(fault.Lasting);
                replica.Process.Resume();
                return;
            case FaultKind.Restart:
                if (await replica.StopAsync() is var code and not 0)
                {
                    problems.Add($"{replica.Name} stopped with exit code {code}");
                }

                break;
            default:
                await replica.KillAsync();
                break;
        }

        await Task.Delay(fault.Lasting);
        replica.Start();
        await replica.ListensAsync();
    }

    private async Task LockStoreAsync(Fault fault)
    {
        Count(fault.Name);
        using (hub.Disk.Lock(fault.Target))
        {
            await Task.Delay(fault.Lasting);
        }
    }

    private async Task FillDiskAsync(Fault fault)
    {
        if (!hub.Disk.IsOwn)
        {
            return;
        }

        Count(fault.Name);
        using (hub.Disk.Fill())
        {
            await Task.Delay(fault.Lasting);
        }
    }

    private async Task DisturbAsync(Fault fault)
    {
        Count(fault.Name);
        var (process, end) = fault.Target.Split(" to ") is [var from, var to] ? (from, to) : ("", "");
        var lines = hub
            .Replicas.Where(replica => process == FaultPlan.Everyone || replica.Name == process)
            .Select(replica => replica.LineTo(end))
            .ToList();
        switch (fault.Kind)
        {
            case FaultKind.CutLine:
                lines.ForEach(line => line.Cut());
                await Task.Delay(fault.Lasting);
                lines.ForEach(line => line.Restore());
                break;
            case FaultKind.SilentLine:
                lines.ForEach(line => line.Silence());
                break;
            default:
                lines.ForEach(line => line.Delay = TimeSpan.FromMilliseconds(400));
                await Task.Delay(fault.Lasting);
                lines.ForEach(line => line.Delay = TimeSpan.Zero);
                break;
        }
    }

    /// <summary>Waits until calls have had their effect and their callers still wait.</summary>
    /// <returns>False if there was no such call for a while.</returns>
    private async Task<bool> CallWaitsAsync(string operation)
    {
        // Of two calls one is likely to be this replica's.
        var seed = await AddRuleAsync(operation, "timeout-after", count: 4, probability: 1);
        var until = DateTimeOffset.UtcNow + WaitForCall;
        while (DateTimeOffset.UtcNow < until)
        {
            if ((await hub.RulesAsync()).Any(rule => rule.Seed == seed && rule.Hits > 1))
            {
                return true;
            }

            await Task.Delay(Short);
        }

        return false;
    }

    /// <returns>The seed of the rule, by which it is found again.</returns>
    private async Task<int> AddRuleAsync(string operation, string fault, int count, double probability)
    {
        var seed = Interlocked.Increment(ref rules);
        var rule = new
        {
            operation,
            fault,
            milliseconds = LateMilliseconds,
            count,
            seed,
            probability,
        };
        await hub.AddRuleAsync(rule);
        return seed;
    }

    /// <summary>Where the external systems end with the hub, their count of hits ends too.</summary>
    private async Task KeepHitsAsync()
    {
        foreach (var rule in await hub.RulesAsync())
        {
            hits[rule.Seed] = (rule.Fault, rule.Hits);
        }
    }
}
