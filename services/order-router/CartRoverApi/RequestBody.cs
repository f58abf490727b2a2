using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Crossdock.Adapters;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>
/// Reads a body whatever its content type says: an old client posts a form and calls it JSON. What is no UTF-8 is read as Latin-1, which
/// clients of that age write.
/// </summary>
internal static partial class RequestBody
{
    private const int MaxDepth = 32;

    /// <summary>Keeps the number of a line; no field has this name.</summary>
    private const string Place = "[]";
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <exception cref="CartRoverException">It is neither JSON nor a form.</exception>
    public static async Task<JsonElement> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, cancellationToken);
        var text = Text(bytes.ToArray()).Trim('\uFEFF', ' ', '\t', '\r', '\n');
        return text switch
        {
            "" => throw new CartRoverException(ErrorCode.Invalid, "The request has no body."),
            ['{' or '[', ..] => Json(text),
            _ when Pair().IsMatch(text) => JsonSerializer.SerializeToElement(Form(text)),
            _ => throw new CartRoverException(ErrorCode.Invalid, "The body is neither JSON nor a form."),
        };
    }

    /// <summary>A form whose names say how its values are nested: <c>items[][item]=A&amp;items[][quantity]=2</c>.</summary>
    public static JsonObject Form(string text)
    {
        var form = new JsonObject();
        foreach (var pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = pair.Split('=', 2);
            var name = WebUtility.UrlDecode(parts[0]);
            var path = Part().Matches(name).Select(part => part.Groups["name"].Value.Trim('[', ']')).ToList();
            if (path.Count > 0)
            {
                Put(form, path, parts.Length > 1 ? WebUtility.UrlDecode(parts[1]) : "");
            }
        }

        return form;
    }

    private static void Put(JsonObject form, List<string> path, string value)
    {
        // Deeper than lines with extra fields, nothing is read.
        if (path is [var field])
        {
            form[field] = value;
        }
        else if (path is [var map, { Length: > 0 } key] && !IsNumber(key))
        {
            (form[map] as JsonObject ?? Set(form, map, new JsonObject()))[key] = value;
        }
        else if (path is [var list, var place, { Length: > 0 } member, .. var rest])
        {
            var entries = form[list] as JsonArray ?? Set(form, list, new JsonArray());
            Put(Entry(entries, place, member, rest.Count == 0), [member, .. rest], value);
        }
    }

    /// <summary>The line that a field belongs to: by its number, or the last one until a field comes for the second time.</summary>
    private static JsonObject Entry(JsonArray entries, string place, string member, bool isField)
    {
        var last = entries.LastOrDefault() as JsonObject;
        var isNew = IsNumber(place)
            ? !string.Equals((string?)last?[Place], place, StringComparison.Ordinal)
            : last is null || (isField && last.ContainsKey(member));
        if (!isNew)
        {
            return last!;
        }

        var entry = new JsonObject { [Place] = place };
        entries.Add((JsonNode)entry);
        return entry;
    }

    private static T Set<T>(JsonObject form, string name, T node)
        where T : JsonNode
    {
        form[name] = node;
        return node;
    }

    private static bool IsNumber(string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    private static JsonElement Json(string text)
    {
        try
        {
            return JsonDocument
                .Parse(
                    JsonText.Repair(text),
                    new()
                    {
                        MaxDepth = MaxDepth,
                        AllowTrailingCommas = true,
                        CommentHandling = JsonCommentHandling.Skip,
                    }
                )
                .RootElement;
        }
        catch (JsonException e)
        {
            throw new CartRoverException(
                ErrorCode.Invalid,
                $"The body is no valid JSON, or is nested too deeply: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}."
            );
        }
    }

    private static string Text(byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    [GeneratedRegex(@"^[A-Za-z0-9_\[\]%.-]+=", RegexOptions.None, 1000)]
    private static partial Regex Pair();

    [GeneratedRegex(@"(?<name>^[^\[]+|\[[^\]]*\])", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Part();
}
