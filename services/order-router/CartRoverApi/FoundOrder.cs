using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>An order as a client may see it.</summary>
/// <param name="Posted">What was posted; null for an order of another cart.</param>
/// <param name="State">The saga's; null while it does not have the order yet.</param>
internal sealed record FoundOrder(PostedOrderDocument? Posted, OrderState? State)
{
    public string Cart => Posted?.Cart ?? State!.Connection;
    public string CustRef => Posted?.Posted.CartOrderId ?? State!.OrderNumber;
    public string CustPoNo => Posted?.OrderNumber ?? State!.OrderNumber;
    public DateTimeOffset? CreatedAt => Posted?.Posted.PostedAt ?? State?.CreatedAt;
    public DateTimeOffset? UpdatedAt => State?.UpdatedAt ?? CreatedAt;
    public IReadOnlyList<OrderShipment> Shipments => State?.Shipments ?? [];
    public PostedFields Fields => Posted?.Fields ?? ReceivedFields.Of(State?.Order);

    /// <summary>
    /// As clients know it. Never <c>shipped</c> without a parcel, since they read the first one then; an order that was not taken in is an
    /// error, unless its client has canceled it.
    /// </summary>
    public string Status =>
        State is null ? OrderStatus.New
        : State.CurrentState == OrderStatus.Skipped
            ? Posted?.CanceledAt is null ? OrderStatus.Error
                : OrderStatus.Canceled
        : OrderListing.StatusOf(State, State.CurrentState) is var shown
        && shown == OrderStatus.Shipped
        && Shipments.Count == 0
            ? OrderStatus.AtWms
        : shown;

    /// <summary>Why it waits for a person; null if it does not.</summary>
    public string? ErrorReason => Status == OrderStatus.Error ? State?.Reason : null;
}
