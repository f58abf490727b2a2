using System.Globalization;

namespace Crossdock.Chaos;

/// <summary>What a fault does.</summary>
public enum FaultKind
{
    /// <summary>SIGKILL, and a start after a while.</summary>
    Kill,

    /// <summary>SIGKILL of an adapter while an external system has done what it was asked for and has not answered.</summary>
    KillInCall,

    /// <summary>SIGTERM, and a start after a while.</summary>
    Restart,

    /// <summary>SIGSTOP past every lease and timeout, then SIGCONT.</summary>
    Suspend,

    /// <summary>SIGSTOP after the intent to send a delivery is stored, and before it is sent; another replica takes it over meanwhile.</summary>
    SuspendBeforeSending,

    /// <summary>Connections are closed, and new ones too, for a while.</summary>
    CutLine,

    /// <summary>Connections stay open and carry nothing; new ones work.</summary>
    SilentLine,

    /// <summary>Everything on the line is late.</summary>
    SlowLine,

    /// <summary>Another process holds the lock of a store's file, past every lease.</summary>
    LockedStore,

    /// <summary>The disk that all stores are on is full.</summary>
    FullDisk,

    /// <summary>The external systems answer some calls badly, late or not at all.</summary>
    BadAnswers,
}

/// <summary>One fault of a plan.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Target">A process (<c>cart-adapter 1</c>, <c>broker</c>), a line (<c>cart-adapter 1 to broker</c>) or an external operation.</param>
/// <param name="After">How long after the fault before it.</param>
/// <param name="Lasting">How long until the target is let alone again.</param>
/// <param name="Answer">Of bad answers: the sandbox's kind of fault.</param>
/// <param name="Count">Of bad answers: how many.</param>
public sealed record Fault(
    FaultKind Kind,
    string Target,
    TimeSpan After,
    TimeSpan Lasting,
    string? Answer = null,
    int Count = 0
)
{
    /// <summary>True for what counts as a kill.</summary>
    public bool IsKill => Kind is FaultKind.Kill or FaultKind.KillInCall;

    /// <summary>True if a node of the broker is struck: one at a time, because most of them must live.</summary>
    public bool IsOfBroker => Topology.ServiceOf(Target) == FaultPlan.Broker;

    /// <summary>The kind as it is counted at the end.</summary>
    public string Name =>
        Kind switch
        {
            FaultKind.Kill => IsOfBroker ? "broker killed" : "service killed",
            FaultKind.KillInCall => "service killed while a call waits",
            FaultKind.Restart => "service restarted",
            FaultKind.Suspend => IsOfBroker ? "broker suspended" : "service suspended",
            FaultKind.SuspendBeforeSending => "service suspended before it sends",
            FaultKind.CutLine => "connections cut",
            FaultKind.SilentLine => "connections silent",
            FaultKind.SlowLine => "connections slow",
            FaultKind.LockedStore => "store locked",
            FaultKind.FullDisk => "disk full",
            _ => $"external answers: {Answer}",
        };

    /// <inheritdoc />
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Name}: {Target}, {(Count > 0 ? $"{Count} calls" : $"{Lasting.TotalSeconds:0.0} s")}"
        );
}
