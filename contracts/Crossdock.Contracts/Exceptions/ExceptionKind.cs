namespace Crossdock.Contracts;

/// <summary>The kinds of causes for which something waits for a person. Stable: alerts and people choose by them.</summary>
public static class ExceptionKind
{
    /// <summary>No route leads from the cart to a warehouse.</summary>
    public const string RouteMissing = "route_missing";
    public const string ShipMethodUnmapped = "ship_method_unmapped";

    /// <summary>A line orders fewer units than none, or more than anybody can mean.</summary>
    public const string QuantityInvalid = "quantity_invalid";

    /// <summary>The same was ordered before under another number.</summary>
    public const string DuplicateOrder = "duplicate_order";

    /// <summary>A line of goods has no SKU, and nothing says what it stands for.</summary>
    public const string LineWithoutSku = "line_without_sku";

    /// <summary>A filter no longer accepts an order of which a delivery was sent.</summary>
    public const string Filtered = "filtered";

    /// <summary>What the cart shows cannot be sent: a draft, an order without an address, one with nothing to ship.</summary>
    public const string BlockedInCart = "blocked_in_cart";

    /// <summary>A person shipped the order in the cart, past the hub.</summary>
    public const string ShippedByHand = "shipped_by_hand";

    /// <summary>The order was edited after it was sent, and the warehouse ships it as it was.</summary>
    public const string EditedTooLate = "edited_too_late";

    /// <summary>The order was canceled or changed in the cart too late for the warehouse.</summary>
    public const string CancelRefused = "cancel_refused";
    public const string WarehouseRefused = "warehouse_refused";
    public const string CanceledAtWarehouse = "canceled_at_warehouse";

    /// <summary>The warehouse may have the delivery although it is not found there.</summary>
    public const string MayStillArrive = "may_still_arrive";

    /// <summary>A delivery that was replaced or had ended is at the warehouse all the same.</summary>
    public const string DeliveryTurnedUp = "delivery_turned_up";
    public const string ParcelDiffers = "parcel_differs";
    public const string ParcelWithoutNumber = "parcel_without_number";
    public const string ShortShipped = "short_shipped";

    /// <summary>The cart does not show a parcel.</summary>
    public const string CartRefused = "cart_refused";

    /// <summary>A person holds the order.</summary>
    public const string HeldByPerson = "held_by_person";

    /// <summary>On hold for a cause without a kind of its own.</summary>
    public const string OnHold = "on_hold";

    /// <summary>Orders that stay in a status for too long.</summary>
    public const string OrdersStuck = "orders_stuck";

    /// <summary>The external system rejects the credentials of a connection.</summary>
    public const string ConnectionRejected = "connection_rejected";

    /// <summary>The external system of a connection cannot be reached, or fails.</summary>
    public const string ConnectionDown = "connection_down";

    /// <summary>A stored connection cannot be used.</summary>
    public const string ConnectionUnusable = "connection_unusable";

    /// <summary>Something that was received cannot be read.</summary>
    public const string RecordUnreadable = "record_unreadable";

    /// <summary>The cart, the hub and the warehouse differ, as a reconciliation found.</summary>
    public const string ReconciliationDiffers = "reconciliation_differs";

    /// <summary>Messages that no consumer could handle.</summary>
    public const string MessagesFailed = "messages_failed";
}
