using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Crossdock.Adapters.QuickBooksCommerce.SignIn;

/// <summary>A pair of tokens as the connection remembers it.</summary>
/// <param name="AccessToken">Sent with every call.</param>
/// <param name="RefreshToken">Good for one refresh.</param>
/// <param name="ExpiresAt">When the access token dies.</param>
/// <param name="Seed">
/// Fingerprint of the RefreshToken setting that the pair goes back to: when a person sets another one, the pair is forgotten.
/// </param>
internal sealed record TokenPair(string AccessToken, string RefreshToken, DateTimeOffset ExpiresAt, string Seed)
{
    public string ToText() => JsonSerializer.Serialize(this, TokenPairJson.Default.TokenPair);

    /// <summary>Null where nothing readable is stored, or a pair that goes back to another seed.</summary>
    public static TokenPair? From(string? text, string seed)
    {
        try
        {
            return
                text is not null
                && JsonSerializer.Deserialize(text, TokenPairJson.Default.TokenPair) is { } pair
                && pair.Seed == seed
                ? pair
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string SeedOf(string? refreshToken) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(refreshToken ?? "")));
}

[JsonSerializable(typeof(TokenPair))]
internal sealed partial class TokenPairJson : JsonSerializerContext;
