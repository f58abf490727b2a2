using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>An object a client sent, as JSON or form-encoded; read leniently where the cart does, refused in its words where not.</summary>
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

    /// <summary>Reads an object; where the body is empty, from the query, in which some clients send what they change.</summary>
    public static async Task<CartBody> ReadLoose(HttpRequest request)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        var text = Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)).Trim();
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

    public bool Has(string name) => element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out _);

    public JsonElement Get(string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public string? Text(string name) =>
        Get(name) is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } value ? value.ToString() : null;

    /// <summary>The text sent, or null where it is blank.</summary>
    public string? Filled(string name) => string.IsNullOrWhiteSpace(Text(name)) ? null : Text(name);

    public string Required(string name) => Filled(name) ?? throw CartProblem.Invalid(name, "can't be blank");

    /// <summary>The text sent, or what was there when the field was not sent.</summary>
    public string? Text(string name, string? otherwise) => Has(name) ? Text(name) : otherwise;

    public bool Flag(string name, bool otherwise) =>
        Filled(name)?.ToUpperInvariant() switch
        {
            "TRUE" or "1" => true,
            "FALSE" or "0" => false,
            _ => otherwise,
        };

    public int? Id(string name)
    {
        if (Filled(name) is not { } text)
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
        if (Filled(name) is not { } text)
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
        if (Filled(name) is not { } text)
        {
            return null;
        }

        // Day before month, as a client was seen to send it.
        return DateTimeOffset.TryParseExact(
                text,
                "d-M-yyyy",
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var day
            )
                ? day
            : DateTimeOffset.TryParse(
                text,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var time
            )
                ? time
            : throw CartProblem.Invalid(name, "is not a valid date");
    }

    public DateOnly? Day(string name) => Time(name) is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null;

    /// <summary>The objects of a list; a form may number them instead.</summary>
    public List<CartBody> Children(string name) =>
        Get(name) switch
        {
            { ValueKind: JsonValueKind.Array } list => [.. list.EnumerateArray().Select(child => new CartBody(child))],
            { ValueKind: JsonValueKind.Object } map =>
            [
                .. map.EnumerateObject().Select(child => new CartBody(child.Value)),
            ],
            _ => [],
        };

    /// <summary>The texts of a list, or of a text with commas.</summary>
    public List<string> Texts(string name) =>
        Get(name) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(child => child.ToString())]
            :
            [
                .. (Text(name) ?? "").Split(
                    ',',
                    StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
                ),
            ];
}
