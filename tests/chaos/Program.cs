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

var faults = FaultPlan.Create(options.Seed).Take(2 * options.Kills).ToList();
if (options.ShowHelp || options.PlanOnly)
{
    Console.WriteLine(options.ShowHelp ? Options.Help : string.Join('\n', faults));
    return 0;
}

var watch = Stopwatch.StartNew();
await using var hub = await ReplicatedHub.StartAsync(options.Logs);
var striker = new Striker(hub, Note);
foreach (var (index, fault) in faults.Index())
{
    await hub.PlaceAsync((int)((long)options.Orders * (index + 1) / faults.Count), options.Orders, options.Seed);
    await Task.Delay(fault.After);
    striker.RestartFailed();
    striker.Strike(fault);
}

await hub.PlaceAsync(options.Orders, options.Orders, options.Seed);
await striker.OverAsync();
striker.RestartFailed();
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
