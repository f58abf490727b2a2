using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Tests.Support;

/// <summary>One delivery in the warehouse of a <see cref="World"/>: two parcels, if nobody stops it.</summary>
internal sealed class WorldDelivery(DeliverOrder asked)
{
    private int revision = asked.Revision;
    private bool delivered;
    private bool complete;
    private bool canceled;
    private bool refused;
    private bool tooLate;

    public Guid Id => asked.DeliveryId;
    public List<string> Parcels { get; } = [];
    public bool NothingMoreLeaves => complete || canceled || refused;

    /// <summary>Whether it is there, or has been shipped in part.</summary>
    public bool MayShip => !(canceled || refused) || Parcels.Count > 0;

    public int NumberIn(Guid orderId) => Enumerable.Range(1, 1000).First(n => DerivedId.OfDelivery(orderId, n) == Id);

    public Guid ShipmentId(string parcel) => DerivedId.OfShipment(Id, "box", parcel);

    /// <summary>A newer revision counts until the warehouse has answered.</summary>
    public void Edit(int newer) => revision = delivered || refused ? revision : Math.Max(revision, newer);

    public void Cancel(bool isAsked)
    {
        canceled |= isAsked && !complete && !refused;
        tooLate |= isAsked && complete;
    }

    public void Work(bool refuses)
    {
        if (!delivered)
        {
            (delivered, refused) = (!refuses, refuses);
            return;
        }

        Parcels.Add($"1Z{Parcels.Count + 1}");
        complete = Parcels.Count == 2;
    }

    /// <summary>All that the warehouse knows of it.</summary>
    public IEnumerable<object> Says(OrderScenario order)
    {
        if (delivered)
        {
            yield return order.Delivered(revision);
        }

        string[] all = complete ? [.. Parcels] : [];
        ShippedItem[][] items = [OrderScenario.Shirts, OrderScenario.Mug];
        foreach (var (i, parcel) in Parcels.Index())
        {
            yield return order.Tracked(parcel, items[i], all);
        }

        if (refused)
        {
            yield return order.Refused(revision: revision);
        }
        else if (canceled)
        {
            yield return order.DeliveryCanceled() with
            {
                Shipments = [.. Parcels.Select(ShipmentId)],
            };
        }
        else if (tooLate)
        {
            yield return order.TooLate();
        }
    }
}
