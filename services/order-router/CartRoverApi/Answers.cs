using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>
/// The envelope of every answer. Errors have status 200: clients read the message of nothing else. The text is given under both of its
/// names, the current one and the one that older clients look for first.
/// </summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions Options = new()
    {
        // Never put into a page: times keep their plus sign.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Success() => new Answer(new() { ["success_code"] = true });

    public static IResult Success(JsonNode response) =>
        new Answer(new() { ["success_code"] = true, ["response"] = response });

    /// <summary>Puts the values beside the success code, where one old endpoint has them.</summary>
    public static IResult Beside(JsonObject values)
    {
        values.Insert(0, "success_code", true);
        return new Answer(values);
    }

    public static IResult Error(ErrorCode code, string message, JsonNode? details = null)
    {
        var body = BodyOf(code, message);
        if (details is not null)
        {
            body["error_response"] = details;
        }

        return new Answer(body);
    }

    /// <summary>Writes an error whose HTTP status is set already.</summary>
    public static Task WriteErrorAsync(HttpContext context, ErrorCode code, string message) =>
        WriteAsync(context, BodyOf(code, message));

    private static JsonObject BodyOf(ErrorCode code, string message) =>
        new()
        {
            ["success_code"] = false,
            ["error_code"] = code.ToString(),
            ["message"] = message,
            ["status_message"] = message,
        };

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        var bytes = Encoding.UTF8.GetBytes(body.ToJsonString(Options));
        context.Response.ContentType = "application/json";
        // Not in chunks, which old clients may not read.
        context.Response.ContentLength = bytes.Length;
        return context.Response.Body.WriteAsync(bytes, context.RequestAborted).AsTask();
    }

    private sealed class Answer(JsonObject body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, body);
    }
}
