using System.Globalization;
using Crossdock.Fuzz;
using Xunit.Runner.InProc.SystemConsole;

// Without options of its own it is a test project like the others.
if (!args.Any(arg => arg is "--inputs" or "--seed" or "--minutes" or "--only"))
{
    return await ConsoleRunner.Run(args);
}

var inputs = Number("--inputs") ?? 1_000_000;
var seed = Number("--seed") ?? 7;
var end = Number("--minutes") is { } minutes ? TimeSpan.FromMinutes(minutes) : TimeSpan.MaxValue;
var only = Value("--only");
Console.WriteLine($"inputs={inputs} seed={seed}{(only is null ? "" : $" only={only}")}");
var rows = await FuzzRun.RunAsync(inputs, seed, end, only, Console.WriteLine);
Console.WriteLine(FuzzRow.Table(rows));
return rows.Any(row => row.Findings.Count > 0) ? 1 : 0;

string? Value(string name) =>
    Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

int? Number(string name) => Value(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
