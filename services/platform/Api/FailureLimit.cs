using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Crossdock.Platform.Api;

/// <summary>Counts, by address, who comes without a right key or signature. In this process only: replicas count for themselves.</summary>
internal sealed class FailureLimit(HttpOptions options) : IAsyncDisposable
{
    /// <summary>What asks for health comes all the time and holds no key.</summary>
    public const string Health = "health";

    private readonly PartitionedRateLimiter<IPAddress> failures = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        address =>
            RateLimitPartition.GetFixedWindowLimiter(
                address,
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = options.FailuresPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                }
            )
    );

    public static bool Spares(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AnonymousEndpoint>() is { Why: Health };

    public bool IsReached(HttpContext context)
    {
        using var lease = failures.AttemptAcquire(AddressOf(context), permitCount: 0);
        return !lease.IsAcquired;
    }

    public void Count(HttpContext context) => failures.AttemptAcquire(AddressOf(context)).Dispose();

    public ValueTask DisposeAsync() => failures.DisposeAsync();

    private static IPAddress AddressOf(HttpContext context) => context.Connection.RemoteIpAddress ?? IPAddress.None;
}

/// <summary>Turns away who has failed too often, and counts who fails.</summary>
internal sealed class FailureLimitMiddleware(RequestDelegate next, FailureLimit limit)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!FailureLimit.Spares(context) && limit.IsReached(context))
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "60";
            await context.Response.WriteAsync("Too many wrong keys or signatures from this address.\n");
            return;
        }

        await next(context);
        if (context.Response.StatusCode == StatusCodes.Status401Unauthorized)
        {
            limit.Count(context);
        }
    }
}
