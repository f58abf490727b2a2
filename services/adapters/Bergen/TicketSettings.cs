namespace Crossdock.Adapters.Bergen;

/// <summary>What the settings of a connection say about its pick tickets.</summary>
internal sealed record TicketSettings
{
    /// <summary>One of <see cref="RexChoices.Warehouses"/>, for deliveries that name no building.</summary>
    public string? Warehouse { get; init; }

    /// <summary>One of <see cref="RexChoices.PaymentTerms"/>.</summary>
    public string PaymentTerms { get; init; } = "NET";

    /// <summary>One of <see cref="RexChoices.BillingOptions"/>.</summary>
    public string BillingOption { get; init; } = "PREPAID";

    /// <summary>The carrier account that is charged, where the billing option asks for one.</summary>
    public string? ShipViaAccountNumber { get; init; }

    /// <summary>False if an order with characters that Bergen cannot take is held instead.</summary>
    public bool ReplacesCharacters { get; init; } = true;
    public FieldLimits Limits { get; init; } = new();
}

/// <summary>The longest texts that the service takes, in characters. What it truly takes is not known [?], so the defaults are wide.</summary>
internal sealed record FieldLimits
{
    /// <summary>Of a first name, last name or company.</summary>
    public int Name { get; init; } = 100;

    /// <summary>Of one address line.</summary>
    public int Address { get; init; } = 100;

    /// <summary>Of a city, region or country.</summary>
    public int City { get; init; } = 100;
    public int PostalCode { get; init; } = 20;

    /// <summary>Of a telephone number or e-mail address.</summary>
    public int Contact { get; init; } = 100;

    /// <summary>Of the reference, the order number and an item code.</summary>
    public int Number { get; init; } = 50;
    public int Instructions { get; init; } = 1000;
}
