namespace Crossdock.Platform.Work;

/// <summary>How long to wait after failures.</summary>
public static class Backoff
{
    /// <summary>
    /// <paramref name="first"/> doubled with each failure after the first one, at most <paramref name="most"/>, less up to a quarter by
    /// <paramref name="random"/> (0 to 1), so that those who failed together do not come back together.
    /// </summary>
    public static TimeSpan After(int failures, TimeSpan first, TimeSpan most, double random)
    {
        var doubled = first * Math.Pow(2, Math.Clamp(failures - 1, 0, 30));
        return (doubled < most ? doubled : most) * (1 - (random / 4));
    }
}
