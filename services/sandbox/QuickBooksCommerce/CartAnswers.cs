using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Writes the cart's answers.</summary>
internal static class CartAnswers
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static IResult Json(JsonObject body, int status = 200) =>
        Results.Text(body.ToJsonString(Plain), "application/json; charset=utf-8", System.Text.Encoding.UTF8, status);

    public static IResult Created(HttpRequest request, string plural, int id, JsonObject body)
    {
        request.HttpContext.Response.Headers.Location = Url(request, plural, id);
        return Json(body, 201);
    }

    public static string Url(HttpRequest request, string plural, int id) =>
        $"{request.Scheme}://{request.Host}{CartEndpoints.Root}/{plural}/{id}";

    public static async Task Write(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body.ToJsonString(Plain), context.RequestAborted);
    }
}
