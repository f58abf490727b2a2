using System.Text;
using System.Text.Json;

namespace Crossdock.Adapters.QuickBooksCommerce.Http;

/// <summary>The service's errors: its own words, out of any of the bodies that it is seen to send, and ours.</summary>
internal static class Errors
{
    private const int MaxLength = 400;

    /// <summary>Seen when an Idempotency-Key comes a second time within a day; its status is not known, so the words decide.</summary>
    public static bool SaysDuplicateKey(string? words) =>
        words?.Contains("Duplicate Idempotency Key", StringComparison.OrdinalIgnoreCase) == true;

    public static ConnectionProblemException TokenRefused(string? words) =>
        new(
            ConnectionProblem.Credentials,
            $"QuickBooks Commerce does not accept the token{(words is null ? "" : $": {words}")}. Make a new privileged access token and set Token, or connect again"
        );

    public static ConnectionProblemException NoApi(string said) =>
        new(
            ConnectionProblem.WrongAddress,
            $"There is no QuickBooks Commerce API at this address (404{said}): check Address"
        );

    /// <summary>Words on one line of a bounded length; null where the body is not JSON or says nothing.</summary>
    public static string? TextIn(ReadOnlyMemory<byte> body)
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
