namespace Crossdock.TestSupport;

/// <summary>Waits for a condition, never for luck.</summary>
public static class Wait
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Long enough for a busy machine; anyone who needs all of it has failed.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Asks until the answer is yes.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="deadline">How long at most.</param>
    /// <param name="what">Says what was waited for and what was there instead.</param>
    /// <exception cref="TimeoutException">It never became true.</exception>
    public static async Task UntilAsync(Func<Task<bool>> condition, TimeSpan deadline, Func<Task<string>> what)
    {
        using var end = new CancellationTokenSource(deadline);
        while (!await condition())
        {
            if (end.IsCancellationRequested)
            {
                throw new TimeoutException($"Waited {deadline.TotalSeconds:0} s for {await what()}");
            }

            await Task.Delay(Pause);
        }
    }

    /// <inheritdoc cref="UntilAsync(Func{Task{bool}}, TimeSpan, Func{Task{string}})"/>
    public static Task UntilAsync(Func<Task<bool>> condition, TimeSpan deadline, Func<string> what) =>
        UntilAsync(condition, deadline, () => Task.FromResult(what()));

    /// <summary>Asks until the answer is yes, with the usual timeout.</summary>
    public static Task UntilAsync(Func<Task<bool>> condition, string what) =>
        UntilAsync(condition, Timeout, () => what);

    /// <summary>Asks until the answer is yes, with the usual timeout.</summary>
    public static Task UntilAsync(Func<bool> condition, string what) =>
        UntilAsync(() => Task.FromResult(condition()), Timeout, () => what);
}
