using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Writes the cart's responses.</summary>
internal static class CartResponses
{
    private const string ContentType = "application/json; charset=utf-8";

    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Json(JsonObject body, int status = 200) =>
        Results.Text(body.ToJsonString(Readable), ContentType, Encoding.UTF8, status);

    public static IResult Created(HttpRequest request, string plural, int id, JsonObject body)
    {
        request.HttpContext.Response.Headers.Location =
            $"{request.Scheme}://{request.Host}{CartEndpoints.Root}/{plural}/{id}";
        return Json(body, 201);
    }

    public static async Task WriteAsync(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ContentType;
        await context.Response.WriteAsync(body.ToJsonString(Readable), context.RequestAborted);
    }
}
