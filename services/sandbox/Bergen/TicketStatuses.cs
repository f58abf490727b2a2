using Crossdock.Sandbox.Bergen.Contract;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The forty statuses of a pick ticket, as the contract lists them.</summary>
internal static class TicketStatuses
{
    public const string New = "New - Pending Printing";
    public const string Printed = "Printed - Pending Picking";
    public const string Packed = "Packed - Pending Shipping";
    public const string PartlyShipped = "Approved - Partially Shipped";
    public const string Shipped = "Shipped Complete";
    public const string Cancelled = "Cancelled";
    public const string OnHold = "CSR hold- per customer request";
    public const string NoStock = "CSR - No Stock";

    /// <summary>The statuses of a ticket until it ships.</summary>
    private static readonly string[] Stages =
    [
        New,
        Printed,
        "Picking in Process",
        "Picked - Pending QA Check",
        "QA Pass - Pending Packing",
        Packed,
    ];

    private static readonly IReadOnlyList<string> All = RexContract
        .Known
        .Enums[BergenNames.TicketStatus + "PickTicketStatus"]
        .Values;

    public static bool IsStatus(string status) => All.Contains(status);

    /// <summary>Only 370 is known [seen]; the other codes are this sandbox's own: 1000 and the place in the contract.</summary>
    public static int Code(string status) =>
        status is NoStock ? 370 : 1000 + All.Index().First(one => one.Item == status).Index;

    /// <summary>The status after this one on the way to the parcels; null after the last.</summary>
    public static string? After(string status) => Stages.ElementAtOrDefault(Array.IndexOf(Stages, status) + 1);

    /// <summary>A ticket can be cancelled until picking has begun.</summary>
    public static bool CanBeCancelled(string status) => status is New or Printed or OnHold or NoStock;
}
