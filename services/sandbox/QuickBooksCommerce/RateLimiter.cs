namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Counts calls in windows aligned to the wall clock.</summary>
internal sealed class RateLimiter(SandboxOptions options)
{
    private readonly Lock _gate = new();
    private long _window;
    private int _used;

    /// <summary>Whether there is a limit at all.</summary>
    public bool IsOn => options.QuickBooksCommerce.RateLimited;

    /// <summary>Takes one call; <c>Reset</c> is the end of the window in epoch seconds.</summary>
    public (bool Allowed, int Limit, int Remaining, long Reset) Take()
    {
        var settings = options.QuickBooksCommerce;
        var window = options.Time.GetUtcNow().ToUnixTimeSeconds() / settings.RateWindowSeconds;
        lock (_gate)
        {
            _used = window == _window ? _used + 1 : 1;
            _window = window;
            var remaining = Math.Max(0, settings.RateLimit - _used);
            return (
                _used <= settings.RateLimit,
                settings.RateLimit,
                remaining,
                (window + 1) * settings.RateWindowSeconds
            );
        }
    }
}
