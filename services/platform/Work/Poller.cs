namespace Crossdock.Platform.Work;

/// <summary>Asks an outside system again and again for what is new there. Registered once per subject; the loop calls it.</summary>
public abstract class Poller
{
    /// <summary>What is asked for, for example <c>orders</c>: with the connection it names the cursor.</summary>
    public abstract string Subject { get; }

    /// <summary>The time from the end of one run to the next.</summary>
    public abstract TimeSpan Every(string connection);

    /// <summary>Reads everything since the cursor (null at first), and stores it.</summary>
    /// <returns>The next cursor: everything before it is stored.</returns>
    public abstract Task<DateTimeOffset?> PollAsync(
        string connection,
        DateTimeOffset? cursor,
        CancellationToken cancellationToken
    );
}
