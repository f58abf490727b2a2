using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Tests.Support;

/// <summary>
/// A cart and a warehouse around one order, and a post between them and the router that loses, doubles and shuffles. Both do as the
/// adapters promise: they do a thing once, and say all they know whenever they are asked. What happens next is chosen by
/// <paramref name="choices"/>; once those are used up, the post delivers everything, and the order must come to its end.
/// </summary>
internal sealed class World(OrderLife order, IReadOnlyList<byte> choices)
{
    private const int MostSteps = 500;
    private readonly List<object> post = [];
    private readonly HashSet<Guid> deliveries = [];
    private readonly List<string> parcels = [];
    private readonly HashSet<Guid> shown = [];
    private int next;
    private bool delivered;
    private bool complete;
    private bool canceled;
    private bool voided;

    /// <summary>The router's last word to the cart; null as long as the order is not settled.</summary>
    public string? Settled { get; private set; }

    /// <summary>How many different deliveries the warehouse was asked for.</summary>
    public int Deliveries => deliveries.Count;
    public int Parcels => parcels.Count;

    /// <summary>Whether the cart shows each parcel that left, and no other.</summary>
    public bool ShowsAll => shown.SetEquals(parcels.Select(order.ShipmentId));

    public bool NothingMoreLeaves => complete || canceled;

    public async Task RunAsync()
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (post.Count == 0)
            {
                if (Settled is not null)
                {
                    return;
                }

                // The cart adapter says an order again until it is settled; meanwhile the warehouse works.
                Work();
                post.Add(Received);
            }

            switch (Choose(16))
            {
                case 1:
                    Work();
                    break;
                case 2:
                    voided |= Choose(4) == 1;
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
        voided ? order.Received(2, voided: "It was voided in the cart.") : order.Received();

    private int Choose(int among) => next < choices.Count ? choices[next++] % among : 0;

    private async Task HandAsync(object message)
    {
        switch (message)
        {
            case DeliverOrder deliver:
                deliveries.Add(deliver.DeliveryId);
                SayAll();
                break;
            case CancelDelivery:
                canceled |= !complete;
                SayAll();
                break;
            case ConfirmShipment parcel:
                shown.Add(parcel.ShipmentId);
                post.Add(order.Shown(parcel.TrackingNumber));
                break;
            case OrderSettled settled:
                Settled = settled.Status;
                break;
            default:
                post.AddRange(await order.TellAsync(message));
                break;
        }
    }

    /// <summary>The warehouse does its next step, if it has the order.</summary>
    private void Work()
    {
        if (deliveries.Count == 0 || complete || canceled)
        {
            return;
        }

        if (!delivered)
        {
            delivered = true;
        }
        else
        {
            parcels.Add($"1Z{parcels.Count + 1}");
            complete = parcels.Count == 2;
        }

        SayAll();
    }

    private void SayAll()
    {
        if (delivered)
        {
            post.Add(order.Delivered());
        }

        string[] all = complete ? [.. parcels] : [];
        ShippedItem[][] items = [OrderLife.Shirts, OrderLife.Mug];
        post.AddRange(parcels.Select((parcel, i) => order.Tracked(parcel, items[i], all)));
        if (canceled)
        {
            post.Add(order.Gone() with { Shipments = [.. parcels.Select(order.ShipmentId)] });
        }
        else if (complete && voided)
        {
            post.Add(order.TooLate());
        }
    }
}
