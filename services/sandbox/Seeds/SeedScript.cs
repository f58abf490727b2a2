using Crossdock.Sandbox.Bergen;

namespace Crossdock.Sandbox.Seeds;

/// <summary>What people do with the orders of one kind, in the cart or in the warehouse; each at its moment, once.</summary>
internal sealed record SeedScript
{
    /// <summary>In the cart, a while after a client has read the order for the first time.</summary>
    public Action<SeedScene>? WhenRead { get; init; }

    /// <summary>Once the warehouse has imported the order's first ticket.</summary>
    public Action<SeedScene>? WhenImported { get; init; }

    /// <summary>Instead of shipping the packed ticket as it is.</summary>
    public Action<SeedScene>? WhenPacked { get; init; }

    /// <summary>Once the client has canceled the ticket.</summary>
    public Action<SeedScene>? WhenCanceled { get; init; }

    /// <summary>A while after the ticket was shipped or canceled, if one of those asks for it.</summary>
    public Action<SeedScene>? Later { get; init; }
}

/// <summary>The kinds of orders that people do something with, and what.</summary>
internal static class SeedScripts
{
    public const string TwoParcels = "two parcels";
    public const string EditedAfterImport = "edited on its way";
    public const string VoidedAfterImport = "voided on its way";
    public const string VoidTakenBack = "voided on its way, then open again";
    public const string ShippedAfterCancel = "voided on its way, ships after all";
    public const string CanceledByWarehouse = "canceled by the warehouse";
    public const string ReopenedByWarehouse = "canceled by the warehouse, then opened again";
    public const string ByHandAtWarehouse = "shipped by hand on its way";
    public const string DraftAtWarehouse = "a draft again on its way";
    public const string MovedAtWarehouse = "moved to another location on its way";
    public const string LineReplaced = "a line replaced on its way";
    public const string MoreOrdered = "a quantity raised on its way";
    public const string ShippedShort = "shipped short";
    public const string ShippedMore = "more shipped than ordered";
    public const string ShippedOther = "another item shipped";
    public const string LeadingZero = "UPC with a leading zero in the parcel";
    public const string TrackingCorrected = "tracking number corrected";
    public const string TwoNumbers = "two tracking numbers in one field";
    public const string NoNumber = "no tracking number";
    public const string EmptyNumber = "an empty tracking number";
    public const string OnTicket = "tracking number on the ticket alone";
    public const string ByHandOnHold = "on hold, then shipped by hand";
    public const string PartlyByHandOnHold = "on hold, then partly shipped by hand";
    public const string DraftOnHold = "on hold, then a draft again";
    public const string EmptiedOnHold = "on hold, then without goods";
    public const string VoidedOnHold = "on hold, then voided";
    public const string MendedOnHold = "on hold, then mended in the cart";

    public static SeedScript? Of(string kind) => All.GetValueOrDefault(kind);

    /// <summary>For an order that a client does not take at all.</summary>
    public const string Absent = "absent";

    /// <summary>
    /// How the order ends instead where the client's first reading came to nothing, so that it reads for the first time what people have
    /// left: an order to skip, or a draft. Null where that makes no difference.
    /// </summary>
    public static string? Overtaken(string kind) =>
        kind switch
        {
            PartlyByHandOnHold or EmptiedOnHold => "skipped",
            DraftOnHold => Absent,
            _ => null,
        };

    private static readonly Dictionary<string, SeedScript> All = new()
    {
        [TwoParcels] = new() { WhenImported = scene => scene.Ticket.TwoParcels = true },
        [EditedAfterImport] = new() { WhenImported = scene => scene.EditAddress() },
        [VoidedAfterImport] = Stopped(scene => scene.SetStatus("void")),
        [VoidTakenBack] = Stopped(scene => scene.SetStatus("void")) with
        {
            WhenCanceled = scene => scene.SetStatus("finalized"),
        },
        [ShippedAfterCancel] = Stopped(scene => scene.SetStatus("void")) with
        {
            WhenCanceled = scene => scene.Wait(),
            Later = scene => scene.Ship(scene.Unshipped()),
        },
        [CanceledByWarehouse] = new() { WhenImported = scene => scene.Move(TicketStatuses.Cancelled) },
        [ReopenedByWarehouse] = new()
        {
            WhenImported = scene =>
            {
                scene.Move(TicketStatuses.Cancelled);
                scene.Wait();
            },
            Later = scene =>
            {
                // Long enough for a client that polls to see it open again.
                scene.Move(TicketStatuses.New);
                scene.Wait();
            },
        },
        [ByHandAtWarehouse] = Stopped(scene => scene.ShipByHand()),
        [DraftAtWarehouse] = Stopped(scene => scene.SetStatus("draft")),
        [MovedAtWarehouse] = Stopped(scene => scene.MoveToOtherLocation()),
        [LineReplaced] = new() { WhenImported = scene => scene.ReplaceLine() },
        [MoreOrdered] = new() { WhenImported = scene => scene.OrderOneMore() },
        [ShippedShort] = new() { WhenPacked = scene => scene.Ship(scene.Unshipped(change: -1)) },
        [ShippedMore] = new() { WhenPacked = scene => scene.Ship(scene.Unshipped(change: 1)) },
        [ShippedOther] = new() { WhenPacked = scene => scene.ShipWithOther() },
        [LeadingZero] = new()
        {
            WhenPacked = scene =>
            {
                scene.Ticket.Lines.ForEach(line => line.ShownUpc = "0" + line.Upc);
                scene.Ship(scene.Unshipped());
            },
        },
        [TrackingCorrected] = new()
        {
            WhenPacked = scene =>
            {
                scene.Ship(scene.Unshipped());
                scene.Wait();
            },
            Later = scene => scene.CorrectTracking(),
        },
        [TwoNumbers] = new()
        {
            WhenPacked = scene =>
                scene.Ship(scene.Unshipped(), $"1ZXDA{scene.Ticket.Id:D8}, 1ZXDB{scene.Ticket.Id:D8}"),
        },
        [NoNumber] = new() { WhenPacked = scene => scene.Ship(scene.Unshipped(), "N/A") },
        [EmptyNumber] = new() { WhenPacked = scene => scene.Ship(scene.Unshipped(), "") },
        [OnTicket] = new()
        {
            WhenPacked = scene =>
            {
                scene.Ticket.TrackingOnTicket = true;
                scene.Ship(scene.Unshipped());
            },
        },
        [ByHandOnHold] = new() { WhenRead = scene => scene.ShipByHand() },
        [PartlyByHandOnHold] = new() { WhenRead = scene => scene.ShipByHand(units: 1) },
        [DraftOnHold] = new() { WhenRead = scene => scene.SetStatus("draft") },
        [EmptiedOnHold] = new() { WhenRead = scene => scene.RemoveGoods() },
        [VoidedOnHold] = new() { WhenRead = scene => scene.SetStatus("void") },
        [MendedOnHold] = new() { WhenRead = scene => scene.SetShipMethod("Standard") },
    };

    /// <summary>The warehouse keeps the ticket where it can still be canceled.</summary>
    private static SeedScript Stopped(Action<SeedScene> inCart) =>
        new()
        {
            WhenImported = scene =>
            {
                scene.Move(TicketStatuses.OnHold);
                inCart(scene);
            },
        };
}
