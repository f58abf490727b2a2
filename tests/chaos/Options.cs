using Crossdock.TestSupport;

namespace Crossdock.Chaos;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    public const string Help = """
        Pours orders into two replicas of each service, strikes them with faults, and compares both external systems with what was ordered.

          --orders N      how many orders (default 500)
          --kills K       how many times a service or the broker is killed (default 20); as many other faults strike in between
          --seed S        the same faults for the same S (default 1)
          --minutes M     goes on striking for so long, however many kills that takes
          --brokers 3     the broker is a cluster of three nodes, of which one at a time is killed
          --all-in-one    one process instead: all services, and the external systems with them
          --only KIND     K faults of this kind and no others, for example SuspendBeforeSending
          --logs DIR      keeps what each process writes there
          --plan          prints the faults and ends
          --help          this text

        Ends with 1 where an order was lost, doubled or unseen, a stock level is wrong, an order did not come to its end, or a process
        ended by itself.
        """;

    public int Orders { get; init; } = 500;
    public int Kills { get; init; } = 20;
    public int Seed { get; init; } = 1;
    public int? Minutes { get; init; }
    public int Brokers { get; init; } = 1;
    public bool AllInOne { get; init; }

    /// <summary>How many faults strike, unless it is said for how long.</summary>
    public int Faults => Only is null ? 2 * Kills : Kills;

    public FaultKind? Only { get; init; }
    public string? Logs { get; init; }
    public bool PlanOnly { get; init; }
    public bool ShowHelp { get; init; }

    /// <exception cref="FormatException">A word is not understood; the message says which.</exception>
    public static Options Parse(IReadOnlyList<string> words)
    {
        var options = new Options();
        var reader = new CommandWords(words);
        while (reader.Next() is { } word)
        {
            options = word switch
            {
                "--orders" => options with { Orders = reader.Number(1, 100_000) },
                "--kills" => options with { Kills = reader.Number(1, 10_000) },
                "--seed" => options with { Seed = reader.Number(0, int.MaxValue) },
                "--minutes" => options with { Minutes = reader.Number(1, 100_000) },
                "--brokers" => options with { Brokers = reader.Number(1, 3) },
                "--all-in-one" => options with { AllInOne = true },
                "--only" => options with
                {
                    Only =
                        reader.Value("a kind of fault") is var name
                        && Enum.TryParse<FaultKind>(name, ignoreCase: true, out var kind)
                            ? kind
                            : throw new FormatException(
                                $"{name} is no kind of fault: set one of {string.Join(", ", Enum.GetNames<FaultKind>())}"
                            ),
                },
                "--logs" => options with { Logs = reader.Value("a folder") },
                "--plan" => options with { PlanOnly = true },
                "--help" or "-h" => options with { ShowHelp = true },
                _ => throw new FormatException($"{word} is not known: see --help"),
            };
        }

        return options;
    }
}
