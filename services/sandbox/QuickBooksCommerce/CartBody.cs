using System.Globalization;
using System.Text.Json;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>A JSON object a client sent; reads leniently where the cart does, refuses in its words where not.</summary>
internal readonly struct CartBody(JsonElement element)
{
    /// <summary>Largest request body, in bytes.</summary>
    public const int Largest = 4 * 1024 * 1024;

    /// <summary>Reads <c>{"order":{…}}</c>; the envelope is required.</summary>
    public static async Task<CartBody> Read(HttpRequest request, string envelope)
    {
        var root = await ReadLoose(request);
        return root.Has(envelope) && root.Get(envelope).ValueKind is JsonValueKind.Object
            ? new CartBody(root.Get(envelope))
            : throw CartProblem.BadRequest($"Required parameter missing: {envelope}");
    }

    /// <summary>Reads an object, or nothing where the body is empty.</summary>
    public static async Task<CartBody> ReadLoose(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        if (buffer.Length == 0)
        {
            return default;
        }
        try
        {
            using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
            return new CartBody(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw CartProblem.BadRequest("There was a problem in the JSON you submitted");
        }
    }

    public bool Has(string name) => element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out _);

    public JsonElement Get(string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public string? Text(string name) =>
        Get(name) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? value.ToString() : null;

    /// <summary>The text sent, or what was there when the field was not sent.</summary>
    public string? Text(string name, string? otherwise) => Has(name) ? Text(name) : otherwise;

    public bool Flag(string name, bool otherwise) =>
        Get(name).ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => otherwise,
        };

    public int? Id(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw CartProblem.Invalid(name, "is not a number");
    }

    public int? Id(string name, int? otherwise) => Has(name) ? Id(name) : otherwise;

    public decimal? Number(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }
        return decimal.TryParse(
            text,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out var number
        )
            ? number
            : throw CartProblem.Invalid(name, "is not a number");
    }

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
        {
            return null;
        }
        return DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : throw CartProblem.Invalid(name, "is not a valid date");
    }

    public DateOnly? Day(string name) => Time(name) is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null;

    public List<CartBody> Children(string name) =>
        Get(name) is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray().Select(child => new CartBody(child))]
            : [];

    public List<string> Texts(string name) =>
        Get(name) is { ValueKind: JsonValueKind.Array } array
            ? [.. array.EnumerateArray().Select(child => child.ToString())]
            : [];
}
