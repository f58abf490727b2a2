namespace Crossdock.Contracts;

/// <summary>A postal address. Texts are the cart's, trimmed; null if the cart has none.</summary>
public sealed record Address
{
    public string? FirstName { get; init; }
    public string? LastName { get; init; }
    public string? Company { get; init; }
    public string? Line1 { get; init; }
    public string? Line2 { get; init; }
    public string? City { get; init; }

    /// <summary>State, province or region, as the cart has it ("CA" or "California").</summary>
    public string? State { get; init; }
    public string? PostalCode { get; init; }

    /// <summary>The country's name as the cart has it ("United States").</summary>
    public string? Country { get; init; }

    /// <summary>ISO 3166-1 alpha-2 in capitals ("US"); null if the cart does not say.</summary>
    public string? CountryCode { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
}
