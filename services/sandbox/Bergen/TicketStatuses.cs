namespace Crossdock.Sandbox.Bergen;

/// <summary>The forty wordings of a ticket's status. Only the code 370 is known; the others are this sandbox's own.</summary>
internal static class TicketStatuses
{
    public const string New = "New - Pending Printing";
    public const string Printed = "Printed - Pending Picking";
    public const string Picking = "Picking in Process";
    public const string Packed = "Packed - Pending Shipping";
    public const string PartlyShipped = "Approved - Partially Shipped";
    public const string Shipped = "Shipped Complete";
    public const string Cancelled = "Cancelled";
    public const string OnHold = "CSR hold- per customer request";
    public const string NoStock = "CSR - No Stock";

    /// <summary>The way of a ticket up to its parcels.</summary>
    public static readonly IReadOnlyList<string> Stages =
    [
        New,
        Printed,
        Picking,
        "Picked - Pending QA Check",
        "QA Pass - Pending Packing",
        Packed,
    ];

    private static readonly Dictionary<string, int> Codes = new(StringComparer.Ordinal)
    {
        [New] = 100,
        [Printed] = 110,
        [Picking] = 120,
        ["Picked - Pending QA Check"] = 130,
        ["QA in Progress"] = 140,
        ["QA Pass - Pending Packing"] = 150,
        ["QA Pass-Incorrect Items-Pending Packing"] = 151,
        ["QA Pass-Too Many Items-Pending Packing"] = 152,
        ["QA Pass-Missing Items-Pending Packing"] = 153,
        ["QA Failed - Incorrect Items"] = 160,
        ["QA Failed - Too Many Items"] = 161,
        ["QA Failed - Missing Items"] = 162,
        ["Packing in Progress"] = 170,
        [Packed] = 180,
        ["Packed - Pending Invoice"] = 181,
        ["Pending Shipping"] = 190,
        ["Pending UPS Processing"] = 200,
        ["Pending UPS Upload"] = 201,
        ["World Ship"] = 202,
        ["World Ship - Import"] = 203,
        ["UPS Label Done"] = 204,
        ["UPS Upload Done"] = 205,
        ["UPS Upload Failed"] = 206,
        ["UPS Upload Done With Warning"] = 207,
        ["Billing Info Received"] = 208,
        ["Payment Done"] = 210,
        ["Cross-docked"] = 220,
        [PartlyShipped] = 290,
        [Shipped] = 300,
        ["Shipped Via Truck"] = 301,
        ["Package in Transit"] = 310,
        ["Partial Delivery"] = 320,
        ["Delivered"] = 330,
        ["Package Returned"] = 340,
        ["Warehouse Transfer Done"] = 350,
        ["CSR - Pending CSR Check"] = 360,
        [NoStock] = 370,
        [OnHold] = 380,
        ["Short PT - Pending Picker Check"] = 390,
        [Cancelled] = 400,
    };

    public static bool Known(string status) => Codes.ContainsKey(status);

    public static int Code(string status) => Codes.GetValueOrDefault(status);

    /// <summary>A ticket can be cancelled until somebody has begun to pick it.</summary>
    public static bool CanBeCancelled(string status) => status is New or Printed or OnHold or NoStock;
}
