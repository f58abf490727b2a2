using System.Collections.Frozen;

namespace Crossdock.Adapters.Bergen;

/// <summary>The forty statuses of a pick ticket and what each means for us.</summary>
internal static class TicketStatuses
{
    /// <summary>In the service's own spelling (WSDL of July 2017). What is a guess from the wording alone is marked [?].</summary>
    public static readonly IReadOnlyDictionary<string, ProgressKind> Kinds = new Dictionary<string, ProgressKind>
    {
        ["New - Pending Printing"] = ProgressKind.Moving,
        ["Printed - Pending Picking"] = ProgressKind.Moving,
        ["Picking in Process"] = ProgressKind.Moving,
        ["Picked - Pending QA Check"] = ProgressKind.Moving,
        ["QA in Progress"] = ProgressKind.Moving,
        ["QA Pass - Pending Packing"] = ProgressKind.Moving,
        ["QA Pass-Incorrect Items-Pending Packing"] = ProgressKind.Moving,
        ["QA Pass-Too Many Items-Pending Packing"] = ProgressKind.Moving,
        ["QA Pass-Missing Items-Pending Packing"] = ProgressKind.Moving,
        ["Packing in Progress"] = ProgressKind.Moving,
        ["Packed - Pending Shipping"] = ProgressKind.Moving,
        ["Packed - Pending Invoice"] = ProgressKind.Moving,
        ["Payment Done"] = ProgressKind.Moving,
        ["Pending Shipping"] = ProgressKind.Moving,
        ["Pending UPS Processing"] = ProgressKind.Moving,
        ["Pending UPS Upload"] = ProgressKind.Moving,
        ["World Ship"] = ProgressKind.Moving,
        ["World Ship - Import"] = ProgressKind.Moving,
        ["UPS Label Done"] = ProgressKind.Moving,
        ["UPS Upload Done"] = ProgressKind.Moving,
        ["UPS Upload Done With Warning"] = ProgressKind.Moving,
        // [?] The carrier knows of the parcel; it need not have it.
        ["Billing Info Received"] = ProgressKind.Moving,
        // [?] Neither says that the goods left for the customer.
        ["Cross-docked"] = ProgressKind.Moving,
        ["Warehouse Transfer Done"] = ProgressKind.Moving,

        ["UPS Upload Failed"] = ProgressKind.Held,
        ["QA Failed - Too Many Items"] = ProgressKind.Held,
        ["QA Failed - Missing Items"] = ProgressKind.Held,
        ["QA Failed - Incorrect Items"] = ProgressKind.Held,
        ["Short PT - Pending Picker Check"] = ProgressKind.Held,
        ["CSR - No Stock"] = ProgressKind.Held,
        ["CSR - Pending CSR Check"] = ProgressKind.Held,
        ["CSR hold- per customer request"] = ProgressKind.Held,

        ["Approved - Partially Shipped"] = ProgressKind.PartlyShipped,
        // [?] Some parcels arrived; whether all have left it does not say, and "Delivered" is still to come.
        ["Partial Delivery"] = ProgressKind.PartlyShipped,

        ["Shipped Complete"] = ProgressKind.Shipped,
        ["Shipped Via Truck"] = ProgressKind.Shipped,
        ["Package in Transit"] = ProgressKind.Shipped,
        ["Delivered"] = ProgressKind.Shipped,

        ["Cancelled"] = ProgressKind.Canceled,
        ["Package Returned"] = ProgressKind.Returned,
    };

    private static readonly FrozenDictionary<string, ProgressKind> Folded = Kinds.ToFrozenDictionary(
        pair => Fold(pair.Key),
        pair => pair.Value,
        StringComparer.Ordinal
    );

    /// <summary>What the status means, in any case and with any blanks and dashes; null for one that is not known.</summary>
    public static ProgressKind? KindOf(string? status) =>
        status is not null && Folded.TryGetValue(Fold(status), out var kind) ? kind : null;

    private static string Fold(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();
}
