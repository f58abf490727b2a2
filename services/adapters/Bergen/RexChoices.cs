namespace Crossdock.Adapters.Bergen;

/// <summary>The values that the service's enumerations allow (WSDL of July 2017), and how they are found from what people write.</summary>
internal static class RexChoices
{
    private const string WarehousePrefix = "BERGEN LOGISTICS ";

    public static readonly IReadOnlyList<string> Warehouses =
    [
        .. new[] { "NJ", "WEST", "EU", "NJ2", "NJ3", "HK", "NJ3B", "CAN", "NL" }.Select(site => WarehousePrefix + site),
    ];

    public static readonly IReadOnlyList<string> PaymentTerms = ["PENDING", "NET", "COD", "CC", "WIRE"];

    /// <summary>The blank at the end of the first one is the service's own.</summary>
    public static readonly IReadOnlyList<string> BillingOptions =
    [
        "FREIGHT COLLECT ",
        "THIRD PARTY",
        "CONSIGNEE BILL",
        "PREPAID",
        "SENDER",
        "Recipient",
        "Collect Billing",
    ];

    /// <summary>The one of <paramref name="choices"/> that is meant, exactly as the service spells it; null where there is none.</summary>
    public static string? Find(IReadOnlyList<string> choices, string meant) =>
        choices.FirstOrDefault(choice => choice.Trim().Equals(meant.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>A building by its whole name ("Bergen Logistics NJ") or its site alone ("NJ").</summary>
    public static string? FindWarehouse(string meant) =>
        Find(Warehouses, WarehouseName(meant)) ?? Find(Warehouses, WarehousePrefix + meant.Trim());

    /// <summary>Inventory says "Bergen Logistics NJ", tickets "BERGEN LOGISTICS NJ": the latter form serves both, also for sites not known here.</summary>
    public static string WarehouseName(string name) => FieldText.Clean(name).ToUpperInvariant();

    /// <summary>The building with this id in an inventory row; null for an id that is not known. Seen: NJ 1, NJ2 4, NJ3 5.</summary>
    public static string? WarehouseById(decimal? id) =>
        id switch
        {
            1 => WarehousePrefix + "NJ",
            4 => WarehousePrefix + "NJ2",
            5 => WarehousePrefix + "NJ3",
            _ => null,
        };

    public static string List(IReadOnlyList<string> choices) =>
        string.Join(", ", choices.Select(choice => choice.Trim()));
}
