namespace Crossdock.Contracts;

/// <summary>Event, adapters: something other than an order waits for a person. Published again while it does.</summary>
public sealed record ExceptionRaised
{
    public required ExceptionCause Cause { get; init; }

    /// <summary>What is wrong, in a sentence.</summary>
    public required string Text { get; init; }

    /// <summary>What to do; null if its kind says it.</summary>
    public string? ToDo { get; init; }

    /// <summary>How many wait.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What is affected, by its name; for example a file, or an order number.</summary>
    public string? Example { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When it was found to be so; an older message that comes late is ignored.</summary>
    public required DateTimeOffset At { get; init; }
}
