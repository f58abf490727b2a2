using Crossdock.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Crossdock.Platform.Api;

/// <summary>Audits every mutating request by an authenticated key.</summary>
internal sealed partial class AuditTrail(
    RequestDelegate next,
    IDocuments<AuditDocument> audit,
    TimeProvider time,
    ILogger<AuditTrail> logger
)
{
    public static bool MayChange(HttpRequest request) =>
        !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method);

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (context.User.Identity is not { IsAuthenticated: true, Name: { } who } || !MayChange(request))
        {
            await next(context);
            return;
        }

        var record = AuditDocument.Of(time, who, $"{request.Method} {request.Path}");
        record.From = context.Connection.RemoteIpAddress?.ToString();
        await audit.InsertAsync(record, context.RequestAborted);
        await next(context);
        record.Status = context.Response.StatusCode;
        ChangedByPerson(logger, who, record.Request, record.Status.Value);
        await audit.ReplaceAsync(record, CancellationToken.None);
    }

    [LoggerMessage(LogLevel.Information, "{Who} asked for {Request}: {Status}")]
    private static partial void ChangedByPerson(ILogger logger, string who, string request, int status);
}

/// <summary><c>GET /api/v1/audit</c>: the changes that people made, latest first.</summary>
internal static class AuditEndpoint
{
    public static void MapAudit(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet(
                "/audit",
                async (
                    [AsParameters] PageRequest page,
                    IDocuments<AuditDocument> audit,
                    CancellationToken cancellationToken
                ) =>
                    TypedResults.Ok(
                        await page.ReadAsync(
                            audit,
                            AuditDocument.ByTime.Where().Backwards(),
                            record => record,
                            cancellationToken
                        )
                    )
            )
            .For(Role.Admin)
            .Describe("audit.list", "Lists the changes that people asked for, latest first.");
}
