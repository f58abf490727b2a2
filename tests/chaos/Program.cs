using System.Diagnostics;
using System.Globalization;
using Crossdock.Chaos;
using Crossdock.EndToEnd.Tests;

Options options;
try
{
    options = Options.Parse(args);
}
catch (FormatException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 2;
}

var topology = options.AllInOne ? Topology.AllInOne : Topology.Replicated(options.Brokers);
var plan = FaultPlan.Create(options.Seed, topology).Where(fault => options.Only is not { } only || fault.Kind == only);
if (options.ShowHelp || options.PlanOnly)
{
    Console.WriteLine(options.ShowHelp ? Options.Help : string.Join('\n', plan.Take(options.Faults)));
    return 0;
}

if (options.Logs is { } logs)
{
    Directory.CreateDirectory(logs);
}

var watch = Stopwatch.StartNew();
await using ChaosHub hub = options.AllInOne ? new AllInOneHub() : new ReplicatedHub(topology);
await hub.StartAsync(options);
var striker = new Striker(hub, Note);
var begun = watch.Elapsed;
foreach (var (index, fault) in plan.Index())
{
    var part = options.Minutes is { } minutes
        ? (watch.Elapsed - begun) / TimeSpan.FromMinutes(minutes)
        : (double)index / options.Faults;
    if (part >= 1)
    {
        break;
    }

    // The first of them before the first fault.
    await hub.PlaceAsync((int)Math.Ceiling(options.Orders * Math.Max(part, 0.01)), options);
    await striker.CalmAsync();
    await Task.Delay(fault.After);
    striker.RestartFailed();
    striker.Strike(fault);
}

await striker.OverAsync();
striker.RestartFailed();
await hub.PlaceAsync(options.Orders, options);
Note("the faults are over");
await hub.ReadyAsync();
var found = await Settlement.WaitAsync(hub.Comparison, Note);
if (!found.IsRight && options.Logs is null)
{
    Console.WriteLine(await Stand.OfAsync([.. hub.Replicas.Select(replica => replica.Process)]));
}

return Summary.Print(Console.Out, found, striker.Problems, await striker.CountAsync()) ? 0 : 1;

void Note(string what) =>
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds, 6:0.0} s  {what}"));
