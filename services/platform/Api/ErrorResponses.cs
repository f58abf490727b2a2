using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace Crossdock.Platform.Api;

/// <summary>What every answer has: headers that keep it out of caches and frames, and no inner word where something fails.</summary>
internal sealed class ErrorResponses(RequestDelegate next, HttpOptions options)
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
            if (
                context.Response is { HasStarted: false, ContentType: null, StatusCode: var status }
                && Unread(status) is { } wrong
            )
            {
                await context.Response.WriteAsync($"The request cannot be read: {wrong}\n");
            }
        }
        catch (StoreUnavailableException) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            await context.Response.WriteAsync(
                "The store does not answer; nothing was done. Try again, and see /health/ready.\n"
            );
        }
    }

    /// <summary>What the framework itself refuses, it refuses without a word.</summary>
    private static string? Unread(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest =>
                "its address or body has another form than this door takes (JSON, with no other fields than the documented ones).",
            StatusCodes.Status413PayloadTooLarge => "its body is too large.",
            StatusCodes.Status415UnsupportedMediaType => "send it with Content-Type: application/json.",
            _ => null,
        };
}
