using System.Globalization;
using Crossdock.Bench;

const int Usual = 1000;
if (
    args.Length > 1
    || !int.TryParse(
        args.FirstOrDefault(Usual.ToString(CultureInfo.InvariantCulture)),
        NumberStyles.None,
        CultureInfo.InvariantCulture,
        out var count
    )
    || count is < 1 or > 10_000
)
{
    await Console.Error.WriteLineAsync("Say how many of each, from 1 to 10000, or nothing.");
    return 2;
}

var rows = await CallBench.RunAsync(count, CancellationToken.None);
CallTable.Print(Console.Out, rows);
return rows.All(row => row.IsMet) ? 0 : 1;
