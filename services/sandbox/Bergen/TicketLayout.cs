using Crossdock.Sandbox.Bergen.Contract;

namespace Crossdock.Sandbox.Bergen;

/// <summary>The elements of returned pick tickets, in the contract's order.</summary>
internal static class TicketLayout
{
    public static readonly IReadOnlyList<string> Address = RexContract.Known.Layout(BergenNames.Address + "Address");

    public static readonly IReadOnlyList<string> Line = RexContract.Known.Layout(
        BergenNames.Details + "OutBoundLineItem"
    );

    public static readonly IReadOnlyList<string> Whole = RexContract.Known.Layout(
        BergenNames.Details + "PickTicketDetails"
    );

    public static readonly IReadOnlyList<string> Boxes = RexContract.Known.Layout(
        BergenNames.BoxDetails + "PickTicketDetailsItemsInBoxes"
    );

    public static readonly IReadOnlyList<string> BoxesV2 = RexContract.Known.Layout(
        BergenNames.BoxDetailsV2 + "PickTicketDetailsItemsInBoxes"
    );
}
