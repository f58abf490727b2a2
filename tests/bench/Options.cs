using Crossdock.TestSupport;

namespace Crossdock.Bench;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Help = """
        Measures the hub: processor time of an order, orders in a second, time to the pick ticket, start, idle use, growth, and the calls
        that bulk work makes. Services and broker are processes of their own, over SQLite; nothing else should run meanwhile.

          --only PART     one of calls, cost, latency, all-in-one, growth; may be given several times
          --orders N      how many orders are measured (default 2000)
          --stored N      how many orders are in the stores for growth (default 100000)
          --before FILE   the bench.json of an earlier run, for the column beside this one's
          --out DIR       writes bench.md, bench.svg and bench.json there
          --help          this text

        Ends with 1 where a target is missed.
        """;

    public static readonly IReadOnlyList<string> Parts = ["calls", "cost", "latency", "all-in-one", "growth"];

    public IReadOnlyList<string> Only { get; init; } = [];
    public int Orders { get; init; } = 2000;
    public int Stored { get; init; } = 100_000;
    public string? Before { get; init; }
    public string? Out { get; init; }
    public bool ShowHelp { get; init; }

    public bool Wants(string part) => Only.Count == 0 || Only.Contains(part);

    /// <exception cref="FormatException">A word is not understood; the message says which.</exception>
    public static Options Parse(IReadOnlyList<string> words)
    {
        var options = new Options();
        var reader = new CommandWords(words);
        while (reader.Next() is { } word)
        {
            options = word switch
            {
                "--only" => options with { Only = [.. options.Only, Part()] },
                "--orders" => options with { Orders = reader.Number(1, 10_000) },
                "--stored" => options with { Stored = reader.Number(1, 5_000_000) },
                "--before" => options with { Before = reader.Value("a file") },
                "--out" => options with { Out = reader.Value("a folder") },
                "--help" or "-h" => options with { ShowHelp = true },
                _ => throw new FormatException($"{word} is not known: see --help"),
            };

            string Part() =>
                reader.Value("a part") is var part && Parts.Contains(part)
                    ? part
                    : throw new FormatException($"{part} is no part: set one of {string.Join(", ", Parts)}");
        }

        return options;
    }
}
