using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Tests.Support;

/// <summary>
/// A cart and a warehouse around one order, and a post between them and the router that loses, doubles and shuffles. Both do as the
/// adapters promise: they do a thing once, and say all they know whenever they are asked. What happens next is chosen by
/// <paramref name="choices"/>; once those are used up, the post delivers everything, and the order must come to its end.
/// </summary>
internal sealed class World(OrderScenario order, IReadOnlyList<byte> choices)
{
    private const int MaxSteps = 800;
    private readonly List<object> post = [];
    private readonly List<WorldDelivery> deliveries = [];
    private readonly HashSet<Guid> shown = [];
    private int next;
    private int revision = 1;
    private bool deliverable = true;
    private bool voided;

    /// <summary>The router's last message to the cart; null while the order is not settled.</summary>
    public string? Settled { get; private set; }

    /// <summary>Whether the warehouse was ever given a delivery while another one was there, or had been shipped.</summary>
    public bool SentTwice { get; private set; }
    public int Parcels => deliveries.Sum(d => d.Parcels.Count);

    /// <summary>Whether the cart shows each parcel that left, and no other.</summary>
    public bool ShowsAll => shown.SetEquals(deliveries.SelectMany(d => d.Parcels.Select(d.ShipmentId)));

    public bool NothingMoreLeaves => deliveries.TrueForAll(d => d.NothingMoreLeaves);

    public async Task RunAsync()
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            if (post.Count == 0)
            {
                // What was voided too late is on hold until a person accepts it.
                if (Settled is not null && await order.StatusAsync() != "error")
                {
                    return;
                }

                // The cart adapter says an order again until it is settled; meanwhile the warehouse works, and a person mends.
                Work();
                Edit(toDeliverable: deliverable || next >= choices.Count);
                post.Add(Received);
                post.Add(order.Release());
            }

            switch (Choose(16))
            {
                case 1:
                    Work();
                    break;
                case 2:
                    voided |= Choose(4) == 1;
                    Edit(toDeliverable: Choose(3) != 1);
                    post.Add(Received);
                    break;
                case 3:
                    post.RemoveAt(Choose(post.Count)); // Lost.
                    break;
                case 4:
                    await HandAsync(post[Choose(post.Count)]); // Will come once more.
                    break;
                default:
                    var i = Choose(post.Count);
                    var message = post[i];
                    post.RemoveAt(i);
                    await HandAsync(message);
                    break;
            }
        }

        throw new InvalidOperationException("The order does not come to its end.");
    }

    private OrderReceived Received =>
        order.Received(
            voided ? revision + 1 : revision,
            deliverable ? "Standard" : "Drone",
            voided ? "It was voided in the cart." : null
        );

    private int Choose(int among) => next < choices.Count ? choices[next++] % among : 0;

    /// <summary>The order is edited so that it can be delivered, or cannot; a voided one is not edited any more.</summary>
    private void Edit(bool toDeliverable)
    {
        if (toDeliverable != deliverable && !voided)
        {
            (deliverable, revision) = (toDeliverable, revision + 1);
        }
    }

    private async Task HandAsync(object message)
    {
        switch (message)
        {
            case DeliverOrder deliver:
                PublishAll(Take(deliver));
                break;
            case CancelDelivery cancel:
                PublishAll(Take(cancel.Delivery, isCanceled: true));
                break;
            case ConfirmShipment parcel:
                shown.Add(parcel.ShipmentId);
                post.Add(order.ShipmentConfirmed(parcel.TrackingNumber!) with { ShipmentId = parcel.ShipmentId });
                break;
            case OrderSettled settled:
                Settled = settled.Status;
                break;
            case OrderHeld:
                break;
            default:
                post.AddRange(await order.ReceiveAsync(message));
                break;
        }
    }

    /// <summary>The delivery as the warehouse knows it from now on.</summary>
    private WorldDelivery Take(DeliverOrder asked, bool isCanceled = false)
    {
        var known = deliveries.Find(d => d.Id == asked.DeliveryId);
        if (known is null)
        {
            SentTwice |= !isCanceled && deliveries.Exists(d => d.MayShip);
            known = new WorldDelivery(asked);
            deliveries.Add(known);
        }

        known.Cancel(isCanceled);
        known.Edit(asked.Revision);
        return known;
    }

    /// <summary>The warehouse does its next step with what it has.</summary>
    private void Work()
    {
        foreach (var delivery in deliveries.Where(d => !d.NothingMoreLeaves))
        {
            delivery.Work(refuses: Choose(6) == 1);
            PublishAll(delivery);
        }
    }

    private void PublishAll(WorldDelivery delivery)
    {
        order.DeliveryNumber = delivery.NumberIn(order.Id);
        post.AddRange(delivery.Says(order));
    }
}
