namespace Crossdock.Chaos;

/// <summary>Which processes there are to strike, and in which ways.</summary>
/// <param name="Processes">Each replica of each service, for example <c>cart-adapter 1</c>.</param>
/// <param name="Others">What else is killed and suspended.</param>
/// <param name="Kinds">What happens beside kills; each as often as it stands here before any comes again.</param>
/// <param name="Lease">How long the services lease their work; no timeout of a call is longer.</param>
public sealed record Topology(
    IReadOnlyList<string> Processes,
    IReadOnlyList<string> Others,
    IReadOnlyList<FaultKind> Kinds,
    TimeSpan Lease
)
{
    private const int Replicas = 2;

    /// <summary>The services: each has a store of its own, wherever it runs.</summary>
    public static IReadOnlyList<string> Services { get; } = ["cart-adapter", "order-router", "wms-adapter"];

    /// <summary>Two replicas of each service and their broker.</summary>
    /// <param name="brokers">How many nodes the broker has.</param>
    public static Topology Replicated(int brokers = 1) =>
        new(
            [.. from service in Services from number in Enumerable.Range(1, Replicas) select $"{service} {number}"],
            brokers == 1
                ? [FaultPlan.Broker]
                : [.. Enumerable.Range(1, brokers).Select(number => $"{FaultPlan.Broker} {number}")],
            [
                FaultKind.Suspend,
                FaultKind.BadAnswers,
                FaultKind.CutLine,
                FaultKind.BadAnswers,
                FaultKind.SilentLine,
                FaultKind.LockedStore,
                FaultKind.BadAnswers,
                FaultKind.SlowLine,
                FaultKind.Restart,
                FaultKind.BadAnswers,
                FaultKind.FullDisk,
                FaultKind.SuspendBeforeSending,
            ],
            TimeSpan.FromSeconds(6)
        );

    /// <summary>All services and the external systems in one process, without a broker.</summary>
    public static Topology AllInOne { get; } =
        new(
            ["all-in-one"],
            [],
            [FaultKind.BadAnswers, FaultKind.Suspend, FaultKind.BadAnswers, FaultKind.LockedStore, FaultKind.Restart],
            TimeSpan.FromSeconds(15)
        );

    /// <summary>The service that a process is a replica of.</summary>
    public static string ServiceOf(string process) => process.Split(' ')[0];
}
