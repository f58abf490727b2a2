namespace Crossdock.Adapters;

/// <summary>A connection's small durable notes, shared by all replicas.</summary>
public interface IAdapterState
{
    /// <summary>The note under <paramref name="key"/>, or null.</summary>
    Task<string?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Runs <paramref name="change"/> alone among all replicas, on what is stored at that moment, and stores what it returns
    /// before anybody sees it. Throws what <paramref name="change"/> throws, and then nothing is stored.
    /// </summary>
    Task<string> ChangeAsync(
        string key,
        Func<string?, CancellationToken, Task<string>> change,
        CancellationToken cancellationToken
    );
}
