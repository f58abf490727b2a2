namespace Crossdock.Adapters;

/// <summary>What went wrong between us and an external system, by what follows from it.</summary>
public enum ConnectionProblem
{
    /// <summary>Nothing was sent: no such host, connection refused, no TLS.</summary>
    Unreachable,

    /// <summary>Something answers there, but not this kind of system.</summary>
    WrongAddress,

    /// <summary>It does not know us, or no longer: a person has to look.</summary>
    Credentials,

    /// <summary>It asks us to come later.</summary>
    Throttled,

    /// <summary>It answers that it cannot work now. The thing asked for was not done.</summary>
    Down,

    /// <summary>It was asked and no readable answer came: the thing may have been done or not. Look before asking again.</summary>
    Unclear,

    /// <summary>It understood and said no to this one thing; others may go through. Trying again does not help.</summary>
    Refused,
}

/// <summary>Thrown by adapters for everything that fails outside. The message is a sentence that a person can act on and holds no secret.</summary>
public sealed class ConnectionProblemException(
    ConnectionProblem problem,
    string message,
    Exception? innerException = null
) : Exception(message, innerException)
{
    public ConnectionProblem Problem { get; } = problem;

    /// <summary>With <see cref="ConnectionProblem.Throttled"/>: the earliest time to come again, where the system said it.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>With <see cref="ConnectionProblem.Throttled"/>: only this kind of work has to wait; what matters more may go on.</summary>
    public bool SparesOtherWork { get; init; }

    /// <summary>True where it is certain that nothing was done, whatever else is wrong.</summary>
    public bool NothingWasDone => Problem is not (ConnectionProblem.Refused or ConnectionProblem.Unclear);

    /// <summary>True where the whole connection is affected, false where only the thing asked for is.</summary>
    public bool ConcernsConnection => NothingWasDone && !SparesOtherWork;
}
