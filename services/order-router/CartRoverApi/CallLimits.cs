using System.Threading.RateLimiting;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>The leaky bucket of each key: 100 calls, one back every 0.6 seconds. Each replica counts for itself.</summary>
internal sealed class CallLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetTokenBucketLimiter(
            key,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = 100,
                TokensPerPeriod = 1,
                ReplenishmentPeriod = TimeSpan.FromSeconds(0.6),
                QueueLimit = 0,
            }
        )
    );

    /// <returns>False if the bucket is full; and how many calls are left.</returns>
    public (bool IsAllowed, long Left) Count(string key, bool isCounted)
    {
        var isAllowed = true;
        if (isCounted)
        {
            using var permit = limiter.AttemptAcquire(key);
            isAllowed = permit.IsAcquired;
        }

        return (isAllowed, limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0);
    }

    public void Dispose() => limiter.Dispose();
}
