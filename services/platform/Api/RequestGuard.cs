using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Crossdock.Platform.Api;

/// <summary>
/// Gives every answer the headers that keep it out of caches and frames, and refuses what nobody has to look at: plain HTTP where
/// <c>Http:RequireHttps</c> is set, and a body in another charset than JSON has.
/// </summary>
internal sealed class RequestGuard(RequestDelegate next, HttpOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: what failed before may have cleared the headers.
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            headers.CacheControl = "no-store";
            headers.XContentTypeOptions = "nosniff";
            headers.ContentSecurityPolicy = headers.ContentSecurityPolicy is [{ } own]
                ? own
                : "default-src 'none'; frame-ancestors 'none'";
            headers["Referrer-Policy"] = "no-referrer";
            if (context.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000";
            }

            return Task.CompletedTask;
        });
        if (options.RequireHttps && !context.Request.IsHttps && !context.GetEndpoint().IsHealth())
        {
            return Problems
                .Of(StatusCodes.Status403Forbidden, "This service answers over https only: use the https address.")
                .ExecuteAsync(context);
        }

        if (!IsInUtf8(context))
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return Task.CompletedTask;
        }

        return next(context);
    }

    /// <summary>JSON is UTF-8. ASP.NET answers 500 to a charset that it does not know, and to a known one in quotes: it gets none to read.</summary>
    private static bool IsInUtf8(HttpContext context)
    {
        if (
            context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>() is null
            || !MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.Charset.HasValue
        )
        {
            return true;
        }

        context.Request.ContentType = type.MediaType.Value;
        return HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase);
    }
}
