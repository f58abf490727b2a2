using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Crossdock.Conformance.Mutants.Carts;

/// <summary>What the sample sends when an order changes.</summary>
internal static class SampleNotice
{
    public const string Header = "X-Signature";

    public static byte[] Of(string orderId) => Encoding.UTF8.GetBytes($$"""{"order":"{{orderId}}"}""");

    public static string Sign(ReadOnlySpan<byte> body, string key) =>
        Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), body));

    public static string? OrderIn(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonElement.Parse(body).GetProperty("order").GetString();
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }
}
