namespace Crossdock.Sandbox.Bergen;

/// <summary>The warehouses, by the names that pick tickets and inventory use.</summary>
internal static class Warehouses
{
    public const string Default = Prefix + "NJ";

    private const string Prefix = "BERGEN LOGISTICS ";
    private static readonly string[] Names = ["NJ", "WEST", "EU", "NJ2", "NJ3", "HK", "NJ3B", "CAN", "NL"];

    /// <summary>The ids of those with inventory rows; the first has the catalog's opening stock.</summary>
    public static readonly IReadOnlyList<int> Stocked = [1, 4, 5];

    /// <summary>The id of the warehouse that a pick ticket names, or null if there is no such warehouse.</summary>
    public static int? Id(string pickTicketName)
    {
        var index = pickTicketName.StartsWith(Prefix, StringComparison.Ordinal)
            ? Array.IndexOf(Names, pickTicketName[Prefix.Length..])
            : -1;
        return index < 0 ? null : index + 1;
    }

    public static string InventoryName(int id) => "Bergen Logistics " + Names[id - 1];
}
