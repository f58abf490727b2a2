using System.Security.Cryptography;
using System.Text;

namespace Crossdock.OrderRouter.Orders;

/// <summary>By what the orders of a customer are found: a hash of the e-mail address, so that no index holds addresses. Pure.</summary>
public static class CustomerKey
{
    /// <returns>Null without an address.</returns>
    public static string? Of(string? email) =>
        email?.Trim() is { Length: > 0 } address
            ? Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(address.ToUpperInvariant())))
            : null;
}
