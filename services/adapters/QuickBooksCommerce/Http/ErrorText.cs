using System.Text;
using System.Text.Json;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>The service's own words for an error, out of any of the bodies it is seen to send.</summary>
internal static class ErrorText
{
    private const int MaxLength = 400;

    /// <summary>Words on one line of a bounded length; null where the body is not JSON or says nothing.</summary>
    public static string? In(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            var words = new StringBuilder();
            foreach (var name in (string[])["errors", "message", "error", "error_description"])
            {
                if (document.RootElement.TryGetProperty(name, out var value))
                {
                    Collect(value, null, words);
                }
            }

            return words.Length == 0 ? null : Tidy(words);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary><c>{"name":["can't be blank"]}</c> becomes <c>name can't be blank</c>.</summary>
    private static void Collect(JsonElement value, string? field, StringBuilder words)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in value.EnumerateObject())
                {
                    Collect(property.Value, property.Name, words);
                }
                break;
            case JsonValueKind.Array:
                foreach (var element in value.EnumerateArray())
                {
                    Collect(element, field, words);
                }
                break;
            case JsonValueKind.String when words.Length < MaxLength:
                words.Append(words.Length == 0 ? "" : "; ");
                words.Append(field is null or "base" ? "" : field + " ");
                words.Append(value.GetString());
                break;
        }
    }

    private static string Tidy(StringBuilder words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = char.IsControl(words[i]) ? ' ' : words[i];
        }

        return words.ToString(0, Math.Min(words.Length, MaxLength)).Trim();
    }
}
