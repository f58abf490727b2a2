using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Api;

/// <summary>
/// Keeps a record of what a key tried to change without the role for it: the first try of an hour at each endpoint. Keys and endpoints are few,
/// so nobody fills the store by trying.
/// </summary>
internal sealed partial class RefusedChanges(
    IDocuments<AuditDocument> audit,
    TimeProvider time,
    ILogger<RefusedChanges> logger
)
{
    private const int LongestPath = 200;

    public async Task RecordAsync(HttpContext context)
    {
        var request = context.Request;
        if (
            context.User.Identity is not { Name: { } who }
            || !AuditTrail.MayChange(request)
            || context.GetEndpoint() is not RouteEndpoint endpoint
        )
        {
            return; // Behind no endpoint there is nothing to change.
        }

        var path = $"{request.Path}";
        var record = AuditDocument.Of(
            time,
            who,
            $"{request.Method} {(path.Length > LongestPath ? $"{path[..LongestPath]}…" : path)}"
        );
        record.Id = $"refused:{who}:{NameOf(endpoint)}:{record.At:yyyy-MM-dd'T'HH}";
        record.From = context.Connection.RemoteIpAddress?.ToString();
        record.Status = StatusCodes.Status403Forbidden;
        if (
            await audit.FindAsync(record.Id, context.RequestAborted) is null
            && await audit.InsertAsync(record, context.RequestAborted)
        )
        {
            ChangeRefused(logger, who, record.Request);
        }
    }

    /// <summary>By what it is mapped as: what the caller made of it is without end.</summary>
    private static string NameOf(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        return $"{string.Join('+', methods)} {endpoint.RoutePattern.RawText}";
    }

    [LoggerMessage(LogLevel.Warning, "{Who} may not ask for {Request}")]
    private static partial void ChangeRefused(ILogger logger, string who, string request);
}
