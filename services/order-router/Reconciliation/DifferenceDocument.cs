using System.Globalization;
using Crossdock.OrderRouter.Orders;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>In what the cart, the hub and the warehouse differ about one order.</summary>
/// <param name="Kind">One of <see cref="DifferenceKind"/>.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Action">What mends it.</param>
/// <param name="IsMended">True if reading has mended it already.</param>
public sealed record Difference(string Kind, string Text, string Action, bool IsMended = false);

/// <summary>The kinds of differences. Stable: clients choose by them.</summary>
public static class DifferenceKind
{
    public const string OrderMissed = "order_missed";
    public const string ChangeMissed = "change_missed";
    public const string NotInRouter = "not_in_router";
    public const string NotInCart = "not_in_cart";
    public const string VoidMissed = "void_missed";
    public const string ShippedOnlyInCart = "shipped_only_in_cart";
    public const string MissingInCart = "missing_in_cart";
    public const string TrackingDiffers = "tracking_differs";
    public const string ContentsDiffer = "contents_differ";
    public const string ParcelOnlyInCart = "parcel_only_in_cart";
    public const string CanceledOnlyHere = "canceled_only_here";
    public const string ProgressMissed = "progress_missed";
    public const string NotAtWarehouse = "not_at_warehouse";
    public const string CanceledOnlyAtWarehouse = "canceled_only_at_warehouse";
    public const string OpenOnlyAtWarehouse = "open_only_at_warehouse";
    public const string ParcelMissed = "parcel_missed";
    public const string DoubledAtWarehouse = "doubled_at_warehouse";
}

/// <summary>A difference that a reconciliation found.</summary>
public sealed class DifferenceDocument : Document
{
    public static Index<DifferenceDocument> ByReconciliation { get; } = new(d => d.ReconciliationId, d => d.Id);

    public static CollectionDefinition<DifferenceDocument> Collection { get; } =
        new("reconciliation_differences", ByReconciliation);

    public string ReconciliationId { get; set; } = "";
    public Guid OrderId { get; set; }
    public string OrderNumber { get; set; } = "";
    public string Merchant { get; set; } = "";

    /// <summary>The connection at which it was found.</summary>
    public string Connection { get; set; } = "";
    public required Difference Difference { get; set; }

    /// <summary>Since which reconciliation it is known.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>The version of the order with which it was found.</summary>
    public int OrderVersion { get; set; }

    /// <param name="reconciliation">That found it.</param>
    /// <param name="place">Counts the differences of it.</param>
    /// <param name="connection">At which it was found.</param>
    /// <param name="order">The order; null if the router does not have it.</param>
    /// <param name="difference">The difference.</param>
    public static DifferenceDocument For(
        ReconciliationDocument reconciliation,
        int place,
        string connection,
        OrderState? order,
        Difference difference
    )
    {
        ArgumentNullException.ThrowIfNull(reconciliation);
        return new DifferenceDocument
        {
            Id = $"{reconciliation.Id}:{place.ToString("D7", CultureInfo.InvariantCulture)}",
            ReconciliationId = reconciliation.Id,
            OrderId = order?.CorrelationId ?? Guid.Empty,
            OrderNumber = order?.OrderNumber ?? "",
            Merchant = order?.Merchant ?? "",
            Connection = connection,
            Difference = difference,
            Since = reconciliation.RequestedAt,
            OrderVersion = order?.HistoryVersion ?? 0,
        };
    }
}
