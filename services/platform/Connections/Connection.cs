namespace Crossdock.Platform.Connections;

/// <summary>One connection at work: its settings, the adapter behind it, and the gate before it.</summary>
public sealed record Connection<TOutside>(ConnectionSettings Settings, TOutside Outside, ConnectionGate Gate)
    where TOutside : IOutside
{
    /// <summary>A person has paused it: nothing goes outside until a person enables it; what is to do waits in its documents.</summary>
    public bool IsHeld { get; init; }

    /// <summary>
    /// The stored settings that this was made of, as they are encrypted, which is never twice the same; null where they come from
    /// configuration.
    /// </summary>
    internal string? MadeOf { get; init; }
}
