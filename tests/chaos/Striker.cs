using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Chaos;

/// <summary>Strikes the hub with faults, each in the background; two that concern one target strike one after the other.</summary>
internal sealed class Striker(ReplicatedHub hub, Action<string> note)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    // Longer than the services wait for an answer.
    private const int LateMilliseconds = 5000;
    private static readonly TimeSpan WaitForCall = TimeSpan.FromSeconds(8);
    private readonly Dictionary<string, Task> latest = new(StringComparer.Ordinal);
    private readonly List<string> problems = [];
    private readonly SortedDictionary<string, int> struck = new(StringComparer.Ordinal);
    private int rules;

    /// <summary>What no fault explains.</summary>
    public IReadOnlyList<string> Problems => problems;

    /// <summary>How often each kind has struck; bad answers by the call.</summary>
    public async Task<IReadOnlyDictionary<string, int>> CountAsync()
    {
        var counted = new SortedDictionary<string, int>(struck, StringComparer.Ordinal);
        foreach (var rule in await RulesAsync())
        {
            var name = $"external answers: {rule!["rule"]!["fault"]}";
            counted[name] = counted.GetValueOrDefault(name) + (int)rule["hits"]!;
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
            _ when fault.Target == FaultPlan.Broker => StrikeBrokerAsync(fault),
            _ => StrikeReplicaAsync(fault, hub.Replica(fault.Target)),
        };

    private async Task StrikeBrokerAsync(Fault fault)
    {
        Count(fault.Name);
        if (fault.Kind is FaultKind.Suspend)
        {
            await hub.Broker.SuspendAsync();
            await Task.Delay(fault.Lasting);
            await hub.Broker.ResumeAsync();
            return;
        }

        await hub.Broker.KillAsync();
        await Task.Delay(fault.Lasting);
        await hub.Broker.StartAsync();
    }

    private async Task StrikeReplicaAsync(Fault fault, Replica replica)
    {
        var waited =
            fault.Kind is FaultKind.KillInCall
            && await CallWaitsAsync(FaultPlan.CallOf[FaultPlan.ServiceOf(fault.Target)]);
        // Where there was no such call, it is a kill like any other.
        Count(fault.Kind is FaultKind.KillInCall && !waited ? (fault with { Kind = FaultKind.Kill }).Name : fault.Name);
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
            if ((await RulesAsync()).Any(rule => (int)rule!["rule"]!["seed"]! == seed && (int)rule["hits"]! > 1))
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
        using var answer = await hub.Sandbox.Http.PostAsJsonAsync("/sandbox/faults", rule);
        answer.EnsureSuccessStatusCode();
        return seed;
    }

    private async Task<JsonArray> RulesAsync() =>
        (await hub.Sandbox.Http.GetFromJsonAsync<JsonArray>("/sandbox/faults"))!;
}
