namespace Crossdock.Sandbox.Bergen;

/// <summary>The carriers and services the warehouse knows. Only UPS / UPS GROUND - Commercial is from the facts.</summary>
internal static class ShipServices
{
    private static readonly Dictionary<string, string[]> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UPS"] =
        [
            "UPS GROUND - Commercial",
            "UPS GROUND - Residential",
            "UPS 2ND DAY AIR",
            "UPS NEXT DAY AIR",
            "UPS WORLDWIDE EXPEDITED",
        ],
        ["FEDEX"] = ["FEDEX GROUND", "FEDEX 2DAY", "FEDEX STANDARD OVERNIGHT", "FEDEX INTERNATIONAL PRIORITY"],
        ["USPS"] = ["USPS PRIORITY MAIL", "USPS GROUND ADVANTAGE"],
        ["DHL"] = ["DHL EXPRESS WORLDWIDE"],
    };

    public static bool KnowsVia(string via) => Known.ContainsKey(via);

    public static bool KnowsService(string via, string service) =>
        Known.TryGetValue(via, out var services)
            ? services.Contains(service, StringComparer.OrdinalIgnoreCase)
            : Known.Values.Any(all => all.Contains(service, StringComparer.OrdinalIgnoreCase));
}
