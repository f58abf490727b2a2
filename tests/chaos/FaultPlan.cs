namespace Crossdock.Chaos;

/// <summary>Which faults strike, of what, when and for how long: the same for the same seed.</summary>
public static class FaultPlan
{
    /// <summary>The target that is the broker.</summary>
    public const string Broker = "broker";

    /// <summary>The line to the external systems ends here.</summary>
    public const string Sandbox = "sandbox";

    /// <summary>The target that is the disk of all stores.</summary>
    public const string Disk = "disk";

    /// <summary>The target that is a line of every process at once.</summary>
    public const string Everyone = "every service";

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

    /// <summary>The call in which each adapter is killed.</summary>
    public static IReadOnlyDictionary<string, string> CallOf { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cart-adapter"] = "qbc POST /fulfillments",
            ["wms-adapter"] = "bergen PickTicketAdd",
            ["all-in-one"] = "bergen PickTicketAdd",
        };

    /// <summary>Without end; every second one is a kill. Each target and each kind has its turn before any has another.</summary>
    /// <param name="seed">Decides about everything that is left to chance.</param>
    /// <param name="topology">What there is to strike.</param>
    public static IEnumerable<Fault> Create(int seed, Topology topology)
    {
        var random = new Random(seed);
        var kills = new Deck<string>(random, [.. topology.Processes, .. topology.Others]);
        var kinds = new Deck<FaultKind>(random, topology.Kinds);
        var suspended = new Deck<string>(random, [.. topology.Processes, .. topology.Others]);
        var senders = new Deck<string>(
            random,
            [.. topology.Processes.Where(process => Topology.ServiceOf(process) == "wms-adapter")]
        );
        var restarted = new Deck<string>(random, topology.Processes);
        var stores = new Deck<string>(random, Topology.Services);
        var answers = new Deck<(string Answer, string Operation)>(random, BadAnswers);
        var lines = new Deck<string>(
            random,
            [
                .. from process in topology.Processes.Append(Everyone)
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
                FaultKind.Suspend => new(kind, suspended.Next(), Pause(), topology.Lease + Seconds(1, 8)),
                FaultKind.SuspendBeforeSending => new(kind, senders.Next(), Pause(), topology.Lease + Seconds(1, 8)),
                FaultKind.LockedStore => new(kind, stores.Next(), Pause(), Seconds(3, 12)),
                FaultKind.FullDisk => new(kind, Disk, Pause(), Seconds(1, 8)),
                FaultKind.Restart => new(kind, restarted.Next(), Pause(), Seconds(0, 1)),
                FaultKind.BadAnswers => Bad(answers.Next()),
                _ => new(kind, lines.Next(), Pause(), Seconds(1, 8)),
            };
        }

        Fault Kill(string target) =>
            new(
                CallOf.ContainsKey(Topology.ServiceOf(target)) && random.Next(2) == 0
                    ? FaultKind.KillInCall
                    : FaultKind.Kill,
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
