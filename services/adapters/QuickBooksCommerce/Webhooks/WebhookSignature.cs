using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Adapters.QuickBooksCommerce.Webhooks;

/// <summary>Tells whether a webhook comes from QuickBooks Commerce: X-Gecko-Signature is Base64(HMAC-SHA256(secret, raw body)).</summary>
public static class WebhookSignature
{
    /// <param name="secret">The application's secret.</param>
    /// <param name="body">The body, byte for byte as it came.</param>
    /// <param name="header">The value of X-Gecko-Signature.</param>
    public static bool IsValid(string secret, ReadOnlySpan<byte> body, string? header)
    {
        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        // Without a secret anybody could sign.
        if (
            string.IsNullOrEmpty(secret)
            || header is null
            || !Convert.TryFromBase64String(header.Trim(), given, out var length)
            || length != HMACSHA256.HashSizeInBytes
        )
        {
            return false;
        }

        Span<byte> right = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body, right);
        return CryptographicOperations.FixedTimeEquals(given, right);
    }
}
