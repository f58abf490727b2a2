using Crossdock.Bench;
using Crossdock.Bench.Figures;
using Crossdock.Bench.Hub;

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

if (options.ShowHelp)
{
    Console.WriteLine(Options.Help);
    return 0;
}

IReadOnlyList<Measurement> measurements = [.. await HubBench.RunAsync(options)];
if (options.Before is { } earlier)
{
    measurements = MeasurementTable.Beside(measurements, await File.ReadAllTextAsync(earlier));
}

Console.Write(MeasurementTable.Markdown(measurements));
if (options.Out is { } folder)
{
    Directory.CreateDirectory(folder);
    await File.WriteAllTextAsync(Path.Combine(folder, "bench.md"), MeasurementTable.Markdown(measurements));
    await File.WriteAllTextAsync(Path.Combine(folder, "bench.svg"), MeasurementChart.Svg(measurements));
    await File.WriteAllTextAsync(Path.Combine(folder, "bench.json"), MeasurementTable.Json(measurements));
}

return measurements.All(m => m.IsMet) ? 0 : 1;
