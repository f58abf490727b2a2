namespace Crossdock.Conformance;

/// <summary>What can go wrong between an adapter and its external system, and passes without our doing.</summary>
public enum Fault
{
    /// <summary>Nothing is there that could be asked.</summary>
    Gone,

    /// <summary>HTTP 429, or what stands for it, with the time to come again.</summary>
    Throttled,
    ServerError,
    Unavailable,

    /// <summary>A friendly page instead of an answer.</summary>
    Nonsense,

    /// <summary>The work is done, and half the answer comes as if it were all.</summary>
    CutOff,

    /// <summary>The work is done, and the connection breaks in the middle of the answer.</summary>
    Dropped,

    /// <summary>The work is done, and the compression of the answer is broken.</summary>
    Corrupt,

    /// <summary>The work is done, and the answer does not end.</summary>
    Endless,

    /// <summary>No work is done and no answer comes.</summary>
    TimeoutBefore,

    /// <summary>The work is done and no answer comes.</summary>
    TimeoutAfter,

    /// <summary>The answer comes late, but in time.</summary>
    Slow,

    /// <summary>The service has forgotten that we signed in.</summary>
    StaleToken,
}

/// <summary>What can be wrong with a connection for good, until a person sets it right.</summary>
public enum InvalidConfiguration
{
    WrongAddress,
    WrongCredentials,
    ServiceDown,
}
