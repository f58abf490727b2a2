namespace Crossdock.Sandbox.Bergen;

/// <summary>The warehouses: as a pick ticket names them, and as inventory does.</summary>
internal static class Warehouses
{
    private static readonly string[] Names = ["NJ", "WEST", "EU", "NJ2", "NJ3", "HK", "NJ3B", "CAN", "NL"];

    /// <summary>Where the catalogue's stock lies, and the rows shown even at quantity 0.</summary>
    public static readonly IReadOnlyList<int> Stocked = [1, 4, 5];

    /// <summary>The id of the warehouse a pick ticket names, or null when there is none of that name.</summary>
    public static int? Id(string pickTicketName)
    {
        const string prefix = "BERGEN LOGISTICS ";
        var place = pickTicketName.StartsWith(prefix, StringComparison.Ordinal)
            ? Array.IndexOf(Names, pickTicketName[prefix.Length..])
            : -1;
        return place < 0 ? null : place + 1;
    }

    public static string InventoryName(int id) => "Bergen Logistics " + Names[id - 1];
}
