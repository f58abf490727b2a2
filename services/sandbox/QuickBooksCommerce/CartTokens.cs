using System.Security.Cryptography;
using System.Text;

namespace Crossdock.Sandbox.QuickBooksCommerce;

/// <summary>Which bearer tokens are good.</summary>
internal sealed class CartTokens(SandboxOptions options)
{
    public bool Accepts(string token) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(token),
            Encoding.UTF8.GetBytes(options.QuickBooksCommerce.Token)
        );
}
