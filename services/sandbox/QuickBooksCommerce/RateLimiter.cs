using Crossdock.Sandbox.Settings;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Counts calls in windows that are aligned to the wall clock.</summary>
internal sealed class RateLimiter(SandboxOptions options)
{
    private readonly Lock access = new();
    private long current;
    private int used;

    public bool IsOn => options.QuickBooksCommerce.RateLimited;

    /// <summary>Takes one call; <c>Reset</c> is the end of the window in epoch seconds.</summary>
    public (bool Allowed, int Limit, int Remaining, long Reset) Take()
    {
        var (limit, seconds) = (options.QuickBooksCommerce.RateLimit, options.QuickBooksCommerce.RateWindowSeconds);
        var window = options.Time.GetUtcNow().ToUnixTimeSeconds() / seconds;
        lock (access)
        {
            used = window == current ? used + 1 : 1;
            current = window;
            return (used <= limit, limit, Math.Max(0, limit - used), (window + 1) * seconds);
        }
    }
}
