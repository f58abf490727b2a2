namespace Crossdock.Contracts;

/// <summary>Event, adapters: nothing waits for a person for this cause any more.</summary>
public sealed record ExceptionCleared
{
    public required ExceptionCause Cause { get; init; }

    /// <summary>When it was found to be so; an older message that comes late is ignored.</summary>
    public required DateTimeOffset At { get; init; }
}
