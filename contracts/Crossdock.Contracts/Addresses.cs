namespace Crossdock.Contracts;

/// <summary>Where goods or an invoice go. Texts are as the cart gave them, trimmed; what the cart did not say is null.</summary>
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

    /// <summary>ISO 3166-1 alpha-2 in capitals ("US"), where the cart says it.</summary>
    public string? CountryCode { get; init; }
    public string? Phone { get; init; }
    public string? Email { get; init; }
}
