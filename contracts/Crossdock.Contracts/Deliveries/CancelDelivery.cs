namespace Crossdock.Contracts;

/// <summary>
/// Command, order-router to wms-adapter: cancel this delivery if that is still possible. Carries the whole delivery, so that one whose
/// <see cref="DeliverOrder"/> has not arrived yet is canceled before it starts.
/// </summary>
public sealed record CancelDelivery : IOrderMessage
{
    public Guid OrderId => Delivery.OrderId;
    public required DeliverOrder Delivery { get; init; }
    public required string Reason { get; init; }
}
