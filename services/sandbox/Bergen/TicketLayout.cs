namespace Crossdock.Sandbox.Bergen;

/// <summary>The elements of returned pick tickets, in the WSDL's order.</summary>
internal static class TicketLayout
{
    public static readonly IReadOnlyList<string> Address =
    [
        "FirstName",
        "LastName",
        "CompanyName",
        "Address1",
        "Address2",
        "City",
        "State",
        "Zip",
        "Country",
        "Non_US_Region",
        "Phone",
        "Fax",
        "Email",
    ];

    public static readonly IReadOnlyList<string> Whole =
    [
        .. Head("ActualShipDate", "PaymentTerms"),
        "PackageList",
        "LineItems",
        "Amount",
        "Totalshipmentqty",
        "ShipmentStatus",
        "ShipmentStatusCode",
        "FreightCharge",
        "OrderType",
        "MasterTrackingNumber",
        "GiftMessage",
        "VatNumber",
    ];

    public static readonly IReadOnlyList<string> Boxes =
    [
        .. Head("ActualShipDate", "ShipmentStatusCode", "PaymentTerms"),
        "PackageList",
        "Amount",
        "Totalshipmentqty",
        "ShipmentStatus",
        "FreightCharge",
        "MasterTrackingNumber",
    ];

    // The second version spells some names its own way.
    private static readonly Dictionary<string, string> SecondSpelling = new(StringComparer.Ordinal)
    {
        ["CODAmount"] = "CodAmount",
        ["DVPercentage"] = "DvPercentage",
        ["CustomerPONumber"] = "CustomerPoNumber",
        ["DISTRIBUTIONCENTER"] = "DistributionCenter",
        ["TRADINGPARTNER"] = "TradingPartner",
        ["UseAccountUPS"] = "UseAccountUps",
    };

    private static readonly Dictionary<string, string> Back = SecondSpelling.ToDictionary(
        pair => pair.Value,
        pair => pair.Key,
        StringComparer.Ordinal
    );

    public static readonly IReadOnlyList<string> BoxesV2 =
    [
        .. Head("ActualShipDate", "ShipmentStatusCode", "PaymentTerms")
            .Select(name => SecondSpelling.GetValueOrDefault(name, name)),
        "PackageList",
        "Amount",
        "Totalshipmentqty",
        "ShipmentStatus",
        "FreightCharge",
        "LoadId",
        "ProNumber",
        "BolNumber",
        "OrderType",
        "MasterTrackingNumber",
    ];

    public static string FirstSpelling(string name) => Back.GetValueOrDefault(name, name);

    private static IEnumerable<string> Head(params string[] middle) =>
        [
            "PickTicketNumber",
            "WareHouse",
            "OrderDate",
            "StartDate",
            "CancelDate",
            "ShipDate",
            .. middle,
            "CODAmount",
            "DepartmentDescription",
            "Store",
            "ShipVia",
            "ShipViaAccountNumber",
            "DVPercentage",
            "BillingOption",
            "ShipService",
            "SpecialInstructions",
            "CustomerPONumber",
            "AuthorizationNumber",
            "OrderNumber",
            "TakenBy",
            "DISTRIBUTIONCENTER",
            "DivisionCode",
            "DivisionDescription",
            "Department",
            "TRADINGPARTNER",
            "UseAccountUPS",
            "VendorNumber",
            "BillToCode",
            "BillToAddress",
            "ShipToCode",
            "ShipToAddress",
            "MarkForCode",
            "MarkForAddress",
        ];
}
