using System.Globalization;

namespace Crossdock.AllInOne;

/// <summary>What the command line asks for.</summary>
public sealed record Options
{
    public const string Help = """
        Crossdock, all in one process: cart-adapter, order-router, wms-adapter, and a sandbox that stands in for the external world.

          --once                 fresh temporary data, runs until every seeded order is settled, prints a summary, and ends
          --orders N             seed N generated orders instead of the 100 (1 to 100000)
          --seed S               the generated orders are the same for the same S (default 1)
          --data DIR             where everything is kept (default ./data; with --once: temporary)
          --port P               the hub's port; the sandbox takes the next one (default 5100; with --once: free ones)
          --rate-limit           the sandbox enforces the cart's rate limit
          --faults all           the sandbox fails now and then, in every transient way it knows
          --transport T          memory (default) or rabbitmq
          --rabbitmq URI         the broker, for example amqp://guest:guest@localhost:5672
          --version              prints the version
          --help                 this text
        """;

    public bool Once { get; init; }
    public bool ShowHelp { get; init; }
    public bool ShowVersion { get; init; }
    public int? Orders { get; init; }
    public int Seed { get; init; } = 1;
    public string? Data { get; init; }
    public int? Port { get; init; }
    public bool RateLimit { get; init; }
    public bool Faults { get; init; }
    public bool RabbitMq { get; init; }
    public string? Broker { get; init; }

    /// <exception cref="UsageException">A word is not understood; the message says which and what to write.</exception>
    public static Options Parse(IReadOnlyList<string> args)
    {
        var options = new Options();
        for (var i = 0; i < args.Count; i++)
        {
            options = args[i] switch
            {
                "--once" => options with { Once = true },
                "--help" or "-h" => options with { ShowHelp = true },
                "--version" => options with { ShowVersion = true },
                "--rate-limit" => options with { RateLimit = true },
                "--orders" => options with { Orders = Number(1, 100_000) },
                "--seed" => options with { Seed = Number(0, int.MaxValue) },
                "--port" => options with { Port = Number(1, 65_534) },
                "--data" => options with { Data = Word("a folder") },
                "--rabbitmq" => options with { RabbitMq = true, Broker = Word("amqp://user:password@host:5672") },
                "--faults" => options with { Faults = OneOf("all") == "all" },
                "--transport" => options with { RabbitMq = OneOf("memory", "rabbitmq") == "rabbitmq" },
                var word => throw new UsageException($"{word} is not known: see --help"),
            };

            string Word(string what) =>
                ++i < args.Count
                    ? args[i]
                    : throw new UsageException($"{args[i - 1]} is followed by nothing: add {what}");

            int Number(int min, int max) =>
                int.TryParse(Word("a number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= min
                && number <= max
                    ? number
                    : throw new UsageException($"{args[i - 1]} is {args[i]}: set a whole number from {min} to {max}");

            string OneOf(params string[] words) =>
                words.Contains(Word(string.Join(" or ", words)))
                    ? args[i]
                    : throw new UsageException($"{args[i - 1]} is {args[i]}: set {string.Join(" or ", words)}");
        }

        return options is { RabbitMq: true, Broker: null }
            ? throw new UsageException(
                "--transport rabbitmq needs a broker: add --rabbitmq amqp://user:password@host:5672"
            )
            : options;
    }
}

/// <summary>The command line is not understood.</summary>
public sealed class UsageException(string message) : Exception(message);
