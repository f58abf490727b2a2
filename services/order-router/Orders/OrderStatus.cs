namespace Crossdock.OrderRouter.Orders;

/// <summary>The statuses of an order, which are the states of the <see cref="OrderStateMachine"/>.</summary>
public static class OrderStatus
{
    /// <summary>To be delivered; the warehouse has not accepted it yet.</summary>
    public const string New = "new";
    public const string AtWms = "at_wms";

    /// <summary>Some parcels have shipped, and more are expected.</summary>
    public const string Partial = "partial";

    /// <summary>Every expected parcel has shipped; the cart does not show all of them yet.</summary>
    public const string Shipped = "shipped";

    /// <summary>The cart shows every parcel.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>On hold for a person, with the reason.</summary>
    public const string Error = "error";
    public const string Canceled = "canceled";
    public const string Skipped = "skipped";

    /// <summary>All of them, in chronological order.</summary>
    public static IReadOnlyList<string> All { get; } =
    [New, AtWms, Partial, Shipped, Confirmed, Error, Canceled, Skipped];
}
