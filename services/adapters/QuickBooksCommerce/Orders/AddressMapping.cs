using System.Diagnostics.CodeAnalysis;
using Crossdock.Adapters.QuickBooksCommerce.Wire;
using Crossdock.Contracts;

namespace Crossdock.Adapters.QuickBooksCommerce.Orders;

/// <summary>Addresses in our words.</summary>
internal static class AddressMapping
{
    /// <param name="address">As read.</param>
    /// <param name="email">The order's own, where the address names none.</param>
    /// <param name="phone">The order's own, where the address names none.</param>
    /// <param name="company">The customer's name, for an address that names nobody.</param>
    [return: NotNullIfNotNull(nameof(address))]
    public static Address? ToAddress(AddressObject? address, string? email, string? phone, string? company) =>
        address is null
            ? null
            : new()
            {
                FirstName = address.FirstName,
                LastName = address.LastName,
                Company = NamesNobody(address) ? company : address.CompanyName,
                Line1 = address.Address1,
                Line2 = SecondLine(address),
                City = address.City,
                State = address.State,
                PostalCode = address.ZipCode,
                Country = address.Country,
                CountryCode = address.CountryCode?.ToUpperInvariant() is { Length: 2 } code ? code : null,
                Phone = address.PhoneNumber ?? phone,
                Email = address.Email ?? email,
            };

    public static bool NamesNobody(AddressObject address) =>
        address is { FirstName: null, LastName: null, CompanyName: null };

    /// <summary>Our addresses know no suburb; a parcel may need it.</summary>
    private static string? SecondLine(AddressObject address) =>
        (address.Address2, address.Suburb) switch
        {
            (null, var suburb) => suburb,
            (var second, null) => second,
            var (second, suburb) => $"{second}, {suburb}",
        };
}
