namespace Crossdock.Contracts;

/// <summary>Event, wms-adapter to order-router: the warehouse refused the delivery.</summary>
public sealed record OrderRefused : IOrderMessage
{
    public required Guid OrderId { get; init; }
    public required Guid DeliveryId { get; init; }

    /// <summary>The revision of the order that was refused.</summary>
    public required int Revision { get; init; }

    /// <summary>Says what a person can do about it.</summary>
    public required string Reason { get; init; }

    /// <summary>
    /// False if the warehouse certainly does not have the delivery, which is the rule. True if it may still arrive there: then only a person
    /// can have the order sent again.
    /// </summary>
    public bool MayStillArrive { get; init; }

    /// <summary>
    /// Increases each time the warehouse takes back how the delivery ended: a refused one turns up, a canceled one is opened again. A message
    /// of an earlier turn came late.
    /// </summary>
    public int Turn { get; init; }
}
