using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Crossdock.Platform.Api;

/// <summary>
/// Limits, by address and minute, the failures of those who come without a right key or signature; anyone who has one is answered in any
/// case. Each process counts for itself.
/// </summary>
internal sealed class FailureLimit(RequestDelegate next, PartitionedRateLimiter<IPAddress> failures)
{
    public static PartitionedRateLimiter<IPAddress> Create(HttpOptions options) =>
        PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
            RateLimitPartition.GetFixedWindowLimiter(
                address,
                _ => new FixedWindowRateLimiterOptions
                {
                    PermitLimit = options.FailuresPerMinute,
                    Window = TimeSpan.FromMinutes(1),
                }
            )
        );

    public async Task InvokeAsync(HttpContext context)
    {
        var response = context.Response;
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException e) when (!response.HasStarted)
        {
            response.StatusCode = e.StatusCode; // A body that is too large, or comes too slowly.
        }

        if (
            response is { HasStarted: false, StatusCode: >= 400 and < 500 }
            && context.User.Identity is not { IsAuthenticated: true }
        )
        {
            using var permit = failures.AttemptAcquire(context.Connection.RemoteIpAddress ?? IPAddress.None);
            if (!permit.IsAcquired)
            {
                response.StatusCode = StatusCodes.Status429TooManyRequests;
                response.Headers.RetryAfter = "60";
            }
        }
    }
}
