using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Duplicates;

/// <summary>By what orders of the same content are found: a hash of merchant, customer, address and items, so that nothing holds those. Pure.</summary>
public static class ContentKey
{
    /// <summary>The same for two orders that ship the same to the same person, in any order and spelling.</summary>
    public static string Of(OrderReceived order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var to = order.ShipTo;
        var items = order
            .Lines.Where(line => line is { Kind: LineKind.Product, Quantity: > 0 })
            .GroupBy(line => Fold(line.Sku ?? line.Description), StringComparer.Ordinal)
            .Select(same =>
                string.Create(CultureInfo.InvariantCulture, $"{same.Key}\n{same.Sum(line => line.Quantity):0.####}")
            )
            .Order(StringComparer.Ordinal);
        string?[] parts =
        [
            order.Merchant,
            to.FirstName,
            to.LastName,
            to.Company,
            to.Line1,
            to.Line2,
            to.City,
            to.PostalCode,
            to.CountryCode ?? to.Country,
            to.Email,
        ];
        var text = string.Join('\n', parts.Select(Fold).Concat(items));
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Fold(string? text) =>
        string.Concat((text ?? "").Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
