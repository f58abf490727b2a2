using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>A list of the API: which statuses are on it, and what its dates bound.</summary>
/// <param name="Statuses">As clients know them.</param>
/// <param name="Streams">Where they are found.</param>
internal sealed record OrderList(IReadOnlyList<string> Statuses, IReadOnlyList<ListStream> Streams)
{
    private static readonly Dictionary<string, OrderList> All = new(StringComparer.OrdinalIgnoreCase)
    {
        ["new"] = Of(OrderStatus.New),
        ["at_wms"] = Of(OrderStatus.AtWms),
        ["new_or_at_wms"] = new(
            [OrderStatus.New, OrderStatus.AtWms],
            [new(OrderStatus.New), new(OrderStatus.AtWms, order => order.CreatedAt)]
        ),
        ["partial"] = Of(OrderStatus.Partial),
        ["shipped"] = Of(OrderStatus.Shipped),
        ["confirmed"] = Of(OrderStatus.Confirmed),
        ["shipped_or_confirmed"] = new(
            [OrderStatus.Shipped, OrderStatus.Confirmed],
            [new(OrderStatus.Shipped), new(OrderStatus.Confirmed, order => order.LoadedAt)]
        ),
        ["error"] = WithSkipped(OrderStatus.Error),
        ["canceled"] = WithSkipped(OrderStatus.Canceled),
        ["any"] = new(
            OrderStatus.All,
            [.. OrderStatus.All.Select(status => new ListStream(status, order => order.CreatedAt))]
        ),
    };

    /// <exception cref="CartRoverException">There is no such list.</exception>
    public static OrderList Find(string status) =>
        All.TryGetValue(status, out var list)
            ? list
            : throw new CartRoverException(
                ErrorCode.Invalid,
                $"There is no status {status[..Math.Min(status.Length, 50)]}: use one of {string.Join(", ", All.Keys)}."
            );

    private static OrderList Of(string status) => new([status], [new(status)]);

    /// <summary>A posted order that was not taken in is an error for its client, or canceled.</summary>
    private static OrderList WithSkipped(string status) =>
        new([status], [new(status), new(OrderStatus.Skipped, order => order.ListedAt) { IsMixed = true }]);
}

/// <summary>The orders of one cart in one status of <see cref="OrderListing"/>, by when they came to be in it.</summary>
/// <param name="Status">The status.</param>
/// <param name="OtherDate">What the dates of the list bound, if it is another moment: one that is not later.</param>
internal sealed record ListStream(string Status, Func<OrderState, DateTimeOffset?>? OtherDate = null)
{
    /// <summary>True if its orders are found by the dates alone.</summary>
    public bool IsExact => OtherDate is null;

    /// <summary>True if some of its orders are on another list.</summary>
    public bool IsMixed { get; init; }

    public DateTimeOffset? Date(OrderState order) => OtherDate is null ? order.ListedAt : OtherDate(order);
}
