namespace Crossdock.Platform.Connections;

/// <summary>One connection at work: its settings, the adapter behind it, and the gate before it.</summary>
public sealed record Connection<TOutside>(
    ConnectionSettings Settings,
    TOutside Outside,
    ConnectionGate Gate
)
    where TOutside : IOutside
{
    /// <summary>A person has paused it: nothing goes outside until a person enables it; what is to do waits in its documents.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Which edition of the stored settings this was made of; null where they come from configuration.</summary>
    internal int? Edition { get; init; }
}
