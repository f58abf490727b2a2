using Crossdock.Adapters;
using Crossdock.Platform.Settings;
using Crossdock.Platform.Work;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Crossdock.Platform.Api;

/// <summary>Error responses as problem details (RFC 9457): what went wrong and what to do, never an internal detail.</summary>
public static class Problems
{
    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    public static ProblemHttpResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    public static ProblemHttpResult Conflict(string detail) => Of(StatusCodes.Status409Conflict, detail);

    public static ProblemHttpResult Of(int status, string detail) => TypedResults.Problem(detail, statusCode: status);

    /// <summary>Answers what the services throw on purpose: a broken setting is 400 and named, a refused change is 409, one that is
    /// meant for another version 412.</summary>
    internal static async ValueTask<object?> CatchAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        try
        {
            return await next(context);
        }
        catch (SettingException e)
        {
            return TypedResults.Problem(
                e.Message,
                statusCode: StatusCodes.Status400BadRequest,
                extensions: [new("setting", e.Setting)]
            );
        }
        catch (RefusedException e)
        {
            return Conflict(e.Message);
        }
        catch (VersionConflictException e)
        {
            var tag = ConditionalRequest.TagOf(e.Version);
            return TypedResults.Problem(
                tag is null
                    ? $"{e.What} is not stored: there is no version to replace or delete. To create it, send If-None-Match: *."
                    : $"{e.What} is stored in another version: read it, apply your change to it, and send If-Match: {tag}.",
                statusCode: StatusCodes.Status412PreconditionFailed,
                extensions: [new("etag", tag)]
            );
        }
    }

    /// <summary>Gives a body to an answer that has only a status so far.</summary>
    internal static Task WriteAsync(HttpContext context) =>
        EndpointOf(context)?.Metadata.GetMetadata<IProblemWriter>() is { } own
            ? own.WriteAsync(context, context.Response.StatusCode)
            : Of(context.Response.StatusCode, DetailOf(context)).ExecuteAsync(context);

    /// <summary>The endpoint; after an exception, the one that threw it.</summary>
    private static Endpoint? EndpointOf(HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? context.GetEndpoint();

    private static string DetailOf(HttpContext context) =>
        context.Response.StatusCode switch
        {
            StatusCodes.Status400BadRequest =>
                "The request cannot be read: a parameter, or the JSON body, has another form than is documented. Unknown fields are refused.",
            StatusCodes.Status401Unauthorized when IsAnonymous(context) =>
                "The signature or state that this address takes for a key is missing, wrong or too old.",
            StatusCodes.Status401Unauthorized =>
                "Send a key as \"Authorization: Bearer xd…\": it is missing, unknown or withdrawn.",
            StatusCodes.Status403Forbidden =>
                $"This needs a key with the role {context.GetEndpoint().RoleNeeded().Name()}.",
            StatusCodes.Status404NotFound => "There is nothing at this address: see /api for the ones there are.",
            StatusCodes.Status405MethodNotAllowed =>
                $"This address does not take {context.Request.Method}: use {context.Response.Headers.Allow}.",
            StatusCodes.Status408RequestTimeout => "The request came too slowly: send it again.",
            StatusCodes.Status413PayloadTooLarge =>
                "The request cannot be read: its body is larger than is documented.",
            StatusCodes.Status415UnsupportedMediaType =>
                "The request cannot be read: send JSON in UTF-8 with Content-Type: application/json.",
            StatusCodes.Status429TooManyRequests =>
                "Too many wrong keys or signatures came from this address: wait a minute. A right one is always answered.",
            StatusCodes.Status503ServiceUnavailable =>
                "The store does not answer: try again, and see /health/ready. A change may have been made or not.",
            >= 500 => "The service failed. Its log tells why, under the traceId.",
            _ => "The request was refused.",
        };

    private static bool IsAnonymous(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<AnonymousEndpoint>() is not null;
}

/// <summary>On an endpoint whose callers do not read problem details: writes the failure in their form.</summary>
public interface IProblemWriter
{
    /// <param name="context">Its status is set, and nothing is written yet.</param>
    /// <param name="status">The HTTP status.</param>
    Task WriteAsync(HttpContext context, int status);
}
