using Crossdock.Adapters;

namespace Crossdock.Platform.Connections;

/// <summary>One connection at work: its settings, the adapter behind it, and the gate before it.</summary>
public sealed record Connection<TSystem>(ConnectionSettings Settings, TSystem External, CircuitBreaker Circuit)
    where TSystem : IExternalSystem
{
    /// <summary>A person has paused it: nothing goes outside until a person enables it; what is to do waits in its documents.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>
    /// The stored settings that this was made of, as they are encrypted, which is never twice the same; null where they come from
    /// configuration.
    /// </summary>
    internal string? CreatedFrom { get; init; }
}
