namespace Crossdock.Chaos;

/// <summary>Which faults strike, of what, when and for how long: the same for the same seed.</summary>
public static class FaultPlan
{
    /// <summary>The target that is the broker.</summary>
    public const string Broker = "broker";

    /// <summary>The line to the external systems ends here.</summary>
    public const string Sandbox = "sandbox";

    /// <summary>The target that is a line of every process at once.</summary>
    public const string Everyone = "every service";

    private const int Replicas = 2;

    /// <summary>What the external systems do to their answers, and at which of them.</summary>
    private static readonly (string Answer, string Operation)[] BadAnswers =
    [
        ("429", "qbc *"),
        ("500", "*"),
        ("503", "*"),
        ("timeout-before", "*"),
        ("timeout-after", "*"),
        ("timeout-after", "bergen PickTicketAdd"),
        ("timeout-after", "qbc POST /fulfillments"),
        ("drop", "*"),
        ("slow", "*"),
        ("html", "*"),
        ("cut", "*"),
        ("stale-token", "bergen *"),
    ];

    private static readonly FaultKind[] BesideKills =
    [
        FaultKind.Suspend,
        FaultKind.BadAnswers,
        FaultKind.CutLine,
        FaultKind.BadAnswers,
        FaultKind.SilentLine,
        FaultKind.BadAnswers,
        FaultKind.SlowLine,
        FaultKind.Restart,
        FaultKind.BadAnswers,
    ];

    /// <summary>The call in which each adapter is killed.</summary>
    public static IReadOnlyDictionary<string, string> CallOf { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cart-adapter"] = "qbc POST /fulfillments",
            ["wms-adapter"] = "bergen PickTicketAdd",
        };

    /// <summary>The services of the hub.</summary>
    public static IReadOnlyList<string> Services { get; } = ["cart-adapter", "order-router", "wms-adapter"];

    /// <summary>Every replica of every service.</summary>
    public static IReadOnlyList<string> Processes { get; } =
    [.. Services.SelectMany(service => Enumerable.Range(1, Replicas).Select(number => $"{service} {number}"))];

    /// <summary>The service that a process is a replica of.</summary>
    public static string ServiceOf(string process) => process.Split(' ')[0];

    /// <summary>Without end; every second one is a kill. Each target and each kind has its turn before any has another.</summary>
    public static IEnumerable<Fault> Create(int seed)
    {
        var random = new Random(seed);
        var kills = new Deck<string>(random, [.. Processes, Broker]);
        var kinds = new Deck<FaultKind>(random, BesideKills);
        var suspended = new Deck<string>(random, [.. Processes, Broker]);
        var restarted = new Deck<string>(random, Processes);
        var answers = new Deck<(string Answer, string Operation)>(random, BadAnswers);
        var lines = new Deck<string>(
            random,
            [
                .. from process in Processes.Append(Everyone)
                from end in (string[])[Broker, Sandbox]
                select $"{process} to {end}",
            ]
        );
        while (true)
        {
            yield return Kill(kills.Next());
            var kind = kinds.Next();
            yield return kind switch
            {
                // A lease is 6 s, and no timeout of a call is longer.
                FaultKind.Suspend => new(kind, suspended.Next(), Pause(), Seconds(7, 14)),
                FaultKind.Restart => new(kind, restarted.Next(), Pause(), Seconds(0, 1)),
                FaultKind.BadAnswers => Bad(answers.Next()),
                _ => new(kind, lines.Next(), Pause(), Seconds(1, 8)),
            };
        }

        Fault Kill(string target) =>
            new(
                CallOf.ContainsKey(ServiceOf(target)) && random.Next(2) == 0 ? FaultKind.KillInCall : FaultKind.Kill,
                target,
                Pause(),
                Seconds(0, 3)
            );

        Fault Bad((string Answer, string Operation) bad) =>
            new(FaultKind.BadAnswers, bad.Operation, Pause(), TimeSpan.Zero, bad.Answer, random.Next(3, 16));

        TimeSpan Pause() => Seconds(0.2, 2.5);

        TimeSpan Seconds(double from, double to) => TimeSpan.FromSeconds(from + (random.NextDouble() * (to - from)));
    }

    /// <summary>Gives each of the things once before it gives any again.</summary>
    private sealed class Deck<T>(Random random, IReadOnlyList<T> all)
    {
        private readonly Queue<T> left = new();

        public T Next()
        {
            if (left.Count == 0)
            {
                var shuffled = all.ToArray();
                random.Shuffle(shuffled);
                Array.ForEach(shuffled, left.Enqueue);
            }

            return left.Dequeue();
        }
    }
}
