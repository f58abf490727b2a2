using System.Text;
using System.Text.Json;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Reads what a client sent: JSON, a form, or parameters in the query.</summary>
internal static class CartBodyReader
{
    /// <summary>Largest request body, in bytes.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Reads <c>{"order":{…}}</c>; the envelope is required.</summary>
    public static async Task<CartBody> ReadAsync(HttpRequest request, string envelope)
    {
        var root = await ReadAsync(request);
        return root.Get(envelope) is { ValueKind: JsonValueKind.Object } element
            ? new CartBody(element)
            : throw CartProblem.BadRequest($"Required parameter missing: {envelope}");
    }

    /// <summary>Reads an object: from the body, or from the query if the body is empty, since some clients send changes there.</summary>
    public static async Task<CartBody> ReadAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var text = (await reader.ReadToEndAsync(request.HttpContext.RequestAborted)).Trim();
        if (text.Length == 0)
        {
            text = request.QueryString.Value ?? "";
        }
        else if (!request.HasFormContentType || text[0] is '{')
        {
            return Parse(text);
        }

        return new CartBody(JsonSerializer.SerializeToElement(FormParameters.Parse(text)));
    }

    private static CartBody Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new CartBody(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw CartProblem.BadRequest("There was a problem in the JSON you submitted");
        }
    }
}
