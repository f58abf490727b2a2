namespace Crossdock.Contracts;

/// <summary>Why something waits for a person. What has the same cause is one entry of the list of exceptions.</summary>
public sealed record ExceptionCause
{
    /// <summary>One of <see cref="ExceptionKind"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Null if it concerns all merchants.</summary>
    public string? Merchant { get; init; }

    /// <summary>The connection at which the cause is; null if it is at none.</summary>
    public string? Connection { get; init; }

    /// <summary>What tells causes of one kind apart, such as the ship method; never an order's own number, or causes would not be shared.</summary>
    public string? Subject { get; init; }

    /// <summary>Documents of one of our own collections cannot be read.</summary>
    public static ExceptionCause OfStored(string collection) =>
        new() { Kind = ExceptionKind.RecordUnreadable, Subject = $"stored {collection}" };

    /// <summary>The same for the same cause.</summary>
    public Guid Id() => DerivedId.OfException(this);
}
