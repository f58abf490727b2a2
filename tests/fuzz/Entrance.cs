namespace Crossdock.Fuzz;

/// <summary>What became of an input.</summary>
/// <param name="IsAccepted">False if it was refused as it should be.</param>
/// <param name="Bytes">Its size.</param>
internal readonly record struct Outcome(bool IsAccepted, int Bytes);

/// <summary>A place at which something comes in that the house has not written.</summary>
internal abstract class Entrance : IAsyncDisposable
{
    public abstract string Name { get; }

    /// <summary>Its share of a run: what goes over HTTP is slower than a reader.</summary>
    public virtual int Share => 10;

    /// <summary>Before the first input.</summary>
    public virtual Task StartAsync() => Task.CompletedTask;

    /// <summary>Gives it one input, which follows from the random numbers alone.</summary>
    /// <exception cref="FuzzException">It accepted what it must not, or answered as it must not.</exception>
    public abstract Task<Outcome> TryAsync(Random random);

    public abstract ValueTask DisposeAsync();
}

/// <summary>An entrance did with an input what it must not.</summary>
internal sealed class FuzzException(string message) : Exception(message);
