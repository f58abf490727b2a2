using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace Crossdock.Platform.Security;

/// <summary>What every answer has: headers that keep it out of caches and frames, and no inner word where something fails.</summary>
internal sealed class CarefulAnswers(RequestDelegate next, DoorOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        if (context.Request.IsHttps)
        {
            headers.StrictTransportSecurity = "max-age=31536000";
        }
        else if (options.RequireHttps && !FailureLimit.Spares(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            await context.Response.WriteAsync("This door answers over https only.\n");
            return;
        }

        try
        {
            await next(context);
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync(
                "The store does not answer; nothing was done. Try again, and see /health/ready.\n"
            );
        }
    }
}
