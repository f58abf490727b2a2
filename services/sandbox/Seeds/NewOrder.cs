namespace Crossdock.Sandbox.Seeds;

/// <summary>An order to place in the cart. Everything has a default.</summary>
internal sealed record NewOrder
{
    public string? Number { get; init; }
    public string? ShipMethod { get; init; } = "Standard";
    public List<NewLine> Lines { get; init; } = [];
    public NewAddress? ShipTo { get; init; } = new();
    public string Status { get; init; } = "finalized";
    public DateOnly? IssuedAt { get; init; }
    public DateOnly? ShipAt { get; init; }

    /// <summary>The cart's location that ships the order; the first one if null.</summary>
    public int? StockLocationId { get; init; }

    /// <summary>The name of the company that orders; taken from the address if null.</summary>
    public string? Company { get; init; }

    /// <summary>True if a person has packed the whole order in the cart, in a fulfillment without tracking.</summary>
    public bool Packed { get; init; }
    public string? Notes { get; init; }
    public string? Email { get; init; }
}

/// <summary>A line: a product by SKU, or something else by its type and label.</summary>
internal sealed record NewLine
{
    public string? Sku { get; init; }
    public decimal Quantity { get; init; } = 1;
    public decimal? Price { get; init; }

    /// <summary>In percent of the price.</summary>
    public decimal? Discount { get; init; }
    public string? LineType { get; init; }
    public string? Label { get; init; }
    public bool Freeform { get; init; }
}

/// <summary>A ship-to address. A part that is not given has its default; an empty or null one stays so.</summary>
internal sealed record NewAddress
{
    public string? FirstName { get; init; } = "Robin";
    public string? LastName { get; init; } = "Example";
    public string? CompanyName { get; init; } = "";
    public string Address1 { get; init; } = "12 Orchard Street";
    public string Address2 { get; init; } = "";
    public string City { get; init; } = "Albany";
    public string State { get; init; } = "NY";
    public string ZipCode { get; init; } = "12207";
    public string Country { get; init; } = "United States";
    public string CountryCode { get; init; } = "US";
    public string PhoneNumber { get; init; } = "+1 518 555 0142";
    public string Email { get; init; } = "robin@example.com";

    public string Addressee => CompanyName is { Length: > 0 } name ? name : $"{FirstName} {LastName}".Trim();
}
