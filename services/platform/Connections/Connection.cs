using Crossdock.Adapters;
using Crossdock.Platform.Work;

namespace Crossdock.Platform.Connections;

/// <summary>One connection: its settings, the adapter that it uses, and the circuit breaker of its calls.</summary>
public sealed record Connection<TSystem>(ConnectionSettings Settings, TSystem External, CircuitBreaker Circuit)
    where TSystem : IExternalSystem
{
    /// <summary>A person has disabled it: nothing is called until a person enables it; what is to do waits in its documents.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>What its adapter cannot read.</summary>
    public UnreadableRecords Unreadable { get; init; } = new();

    /// <summary>The stored settings that it was created from, encrypted, which is never twice the same; null if they are configured.</summary>
    internal string? CreatedFrom { get; init; }
}
