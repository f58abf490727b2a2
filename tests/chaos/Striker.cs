using System.Collections.Concurrent;

namespace Crossdock.Chaos;

/// <summary>Strikes the hub with faults, each in the background; two that concern one target strike one after the other.</summary>
internal sealed class Striker(ChaosHub hub, Action<string> note)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    // Longer than the services wait for an answer.
    private const int LateMilliseconds = 5000;

    // Less than they wait.
    private const int SlowMilliseconds = 1500;
    private static readonly TimeSpan WaitForCall = TimeSpan.FromSeconds(8);
    private const int AtOnce = 4;
    private readonly Dictionary<string, Task> latest = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];
    private readonly SortedDictionary<string, int> struck = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, (string Fault, int Count)> hits = new();
    private Task taken = Task.CompletedTask;
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
        var target = fault.IsOfBroker ? FaultPlan.Broker : fault.Target;
        var before = latest.GetValueOrDefault(target, Task.CompletedTask);
        if (fault.Kind is FaultKind.SuspendBeforeSending)
        {
            // Another replica must be there to take over.
            before = Task.WhenAll(before, taken);
            taken = latest[target] = RunAsync();
            return;
        }

        latest[target] = RunAsync();

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
            _ when fault.IsOfBroker => StrikeBrokerAsync(fault),
            _ => StrikeReplicaAsync(fault, hub.Replica(fault.Target)),
        };

    private async Task StrikeBrokerAsync(Fault fault)
    {
        Count(fault.Name);
        var node = hub.Brokers[hub.Topology.Others.ToList().IndexOf(fault.Target)];
        if (fault.Kind is FaultKind.Suspend)
        {
            await node.SuspendAsync();
            await Task.Delay(fault.Lasting);
            await node.ResumeAsync();
            return;
        }

        await node.KillAsync();
        await Task.Delay(fault.Lasting);
        await node.StartAsync();
    }

    private async Task StrikeReplicaAsync(Fault fault, Replica replica)
    {
        var plain = fault.Kind switch
        {
            FaultKind.KillInCall when !await CallWaitsAsync(FaultPlan.CallOf[Topology.ServiceOf(fault.Target)]) =>
                FaultKind.Kill,
            FaultKind.SuspendBeforeSending when !await SignInWaitsAsync() => FaultKind.Suspend,
            var kind => kind,
        };
        // Where there was no such call, it is a fault like any other.
        Count((fault with { Kind = plain }).Name);
        if (fault.Kind is not (FaultKind.Suspend or FaultKind.SuspendBeforeSending))
        {
            await KeepHitsAsync();
        }

        switch (fault.Kind)
        {
            case FaultKind.Suspend or FaultKind.SuspendBeforeSending:
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
        var before = await HitsAsync(operation, "timeout-after");
        await AddRuleAsync(operation, "timeout-after", count: 4, probability: 1);
        // Of two calls one is likely to be this replica's.
        return await AreHitAsync(operation, "timeout-after", before + 2);
    }

    /// <summary>Waits until the warehouse has to be signed in to before a delivery is sent, and takes its time.</summary>
    /// <returns>False if there was no such call for a while.</returns>
    private async Task<bool> SignInWaitsAsync()
    {
        const string SignIn = "bergen AuthenticationTokenGet";
        var before = await HitsAsync(SignIn, "slow");
        await AddRuleAsync(SignIn, "slow", count: 6, probability: 1);
        await AddRuleAsync("bergen PickTicketAdd", "stale-token", count: 2, probability: 1);
        return await AreHitAsync(SignIn, "slow", before + 1);
    }

    /// <summary>Of all rules of that kind: an earlier one that is not used up is hit first.</summary>
    private async Task<int> HitsAsync(string operation, string fault) =>
        (await hub.RulesAsync())
            .Where(rule => rule.Operation == operation && rule.Fault == fault)
            .Sum(rule => rule.Hits);

    private async Task<bool> AreHitAsync(string operation, string fault, int times)
    {
        var until = DateTimeOffset.UtcNow + WaitForCall;
        while (DateTimeOffset.UtcNow < until)
        {
            if (await HitsAsync(operation, fault) >= times)
            {
                return true;
            }

            await Task.Delay(Short);
        }

        return false;
    }

    private Task AddRuleAsync(string operation, string fault, int count, double probability)
    {
        var seed = Interlocked.Increment(ref rules);
        var rule = new
        {
            operation,
            fault,
            milliseconds = fault == "slow" ? SlowMilliseconds : LateMilliseconds,
            count,
            seed,
            probability,
        };
        return hub.AddRuleAsync(rule);
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
