using NodaTime;

namespace Crossdock.Adapters.Bergen;

/// <summary>The settings of a connection to Bergen Logistics.</summary>
public sealed class BergenSettings : WarehouseSettings
{
    /// <summary>The longest texts that the service accepts are not known [?], so the defaults are wide.</summary>
    private const int MinLength = 5;
    private const int MaxLength = 10_000;

    [Setting(
        "the address of the web service that Bergen gave you, for example https://sync.rex11.com/ws/v3prod/publicapiws.asmx"
    )]
    public required Uri Address { get; init; }

    /// <summary>The service wants the host alone; people paste what the browser shows.</summary>
    [Setting("the web address of your Bergen account, for example www.acmecorp.atworkweb.com")]
    public required string AccountWebAddress
    {
        get;
        init =>
            field = value[(value.LastIndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..]
                .TrimEnd('/');
    }

    [Setting("the API user name that Bergen gave you")]
    public required string ApiUsername { get; init; }

    [Setting("the API password that Bergen gave you", Secret = true)]
    public required string ApiPassword { get; init; }

    [Setting("the building for deliveries whose route names none, for example BERGEN LOGISTICS NJ")]
    public string? Warehouse { get; init; }

    [Setting("the payment terms, as Bergen spells them")]
    public string PaymentTerms { get; init; } = "NET";

    [Setting("who pays the freight, as Bergen spells it")]
    public string BillingOption { get; init; } = "PREPAID";

    [Setting("the carrier account to charge, if the billing option needs one")]
    public string? ShipViaAccountNumber { get; init; }

    [Setting("the time zone of Bergen's clock by its IANA name, for example America/New_York")]
    public string TimeZone { get; init; } = "America/New_York";

    [Setting("whether characters that Bergen cannot take are replaced by blanks; if not, such an order is on hold")]
    public bool ReplaceCharacters { get; init; } = true;

    [Setting(
        "the longest first name, last name or company; a longer text is refused, never truncated",
        Min = MinLength,
        Max = MaxLength
    )]
    public int MaxNameLength { get; init; } = 100;

    [Setting("the longest address line", Min = MinLength, Max = MaxLength)]
    public int MaxAddressLength { get; init; } = 100;

    [Setting("the longest city, region or country", Min = MinLength, Max = MaxLength)]
    public int MaxCityLength { get; init; } = 100;

    [Setting("the longest postal code", Min = MinLength, Max = MaxLength)]
    public int MaxPostalCodeLength { get; init; } = 20;

    [Setting("the longest telephone number or e-mail address", Min = MinLength, Max = MaxLength)]
    public int MaxContactLength { get; init; } = 100;

    [Setting("the longest reference, order number or item code", Min = MinLength, Max = MaxLength)]
    public int MaxNumberLength { get; init; } = 50;

    [Setting("the longest note", Min = MinLength, Max = MaxLength)]
    public int MaxInstructionsLength { get; init; } = 1000;

    /// <summary>The clock that the service's dates are in.</summary>
    internal DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];

    internal TicketSettings Ticket =>
        new()
        {
            Warehouse = Warehouse is null ? null : RexChoices.FindWarehouse(Warehouse),
            PaymentTerms = RexChoices.Find(RexChoices.PaymentTerms, PaymentTerms)!,
            BillingOption = RexChoices.Find(RexChoices.BillingOptions, BillingOption)!,
            ShipViaAccountNumber = ShipViaAccountNumber,
            ReplacesCharacters = ReplaceCharacters,
            Limits = new()
            {
                Name = MaxNameLength,
                Address = MaxAddressLength,
                City = MaxCityLength,
                PostalCode = MaxPostalCodeLength,
                Contact = MaxContactLength,
                Number = MaxNumberLength,
                Instructions = MaxInstructionsLength,
            },
        };

    public override IEnumerable<SettingProblem> Validate()
    {
        foreach (
            var (name, text) in new[]
            {
                (nameof(AccountWebAddress), AccountWebAddress),
                (nameof(ApiUsername), ApiUsername),
                (nameof(ApiPassword), ApiPassword),
            }
        )
        {
            if (!FieldText.FitsXml(text))
            {
                yield return new(name, "holds a character that cannot be sent", "write it as Bergen gave it to you");
            }
        }

        if (Warehouse is { } warehouse && RexChoices.FindWarehouse(warehouse) is null)
        {
            yield return OneOf(nameof(Warehouse), warehouse, RexChoices.Warehouses);
        }

        if (RexChoices.Find(RexChoices.PaymentTerms, PaymentTerms) is null)
        {
            yield return OneOf(nameof(PaymentTerms), PaymentTerms, RexChoices.PaymentTerms);
        }

        if (RexChoices.Find(RexChoices.BillingOptions, BillingOption) is null)
        {
            yield return OneOf(nameof(BillingOption), BillingOption, RexChoices.BillingOptions);
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(TimeZone) is null)
        {
            yield return new(
                nameof(TimeZone),
                $"is \"{TimeZone}\", which is no known time zone",
                "set the one of Bergen's clock by its IANA name, for example America/New_York"
            );
        }
    }

    private static SettingProblem OneOf(string setting, string text, IReadOnlyList<string> choices) =>
        new(setting, $"is \"{text}\"", $"set one of {RexChoices.List(choices)}");
}
