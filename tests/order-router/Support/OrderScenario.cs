using Crossdock.Contracts;
using Crossdock.OrderRouter.Orders;

namespace Crossdock.OrderRouter.Tests.Support;

/// <summary>One order of a spec: two shirts and a mug. Makes the messages, tells them, and gives back what the router said.</summary>
internal sealed class OrderScenario(RouterHost router, string cart = Settings.Cart)
{
    private static int orders;
    private readonly string cartOrderId = $"{Interlocked.Increment(ref orders)}-{Guid.NewGuid():N}";

    public Guid Id => DerivedId.OfOrder(cart, cartOrderId);
    public string Number => $"#{cartOrderId}";

    /// <summary>The order's deliveries are numbered; a warehouse's words are about this one.</summary>
    public int DeliveryNumber { get; set; } = 1;
    public Guid DeliveryId => DerivedId.OfDelivery(Id, DeliveryNumber);

    public static readonly ShippedItem[] Shirts = [Item("0001", 2)];
    public static readonly ShippedItem[] Mug = [Item("0002", 1)];
    public static readonly ShippedItem[] All = [.. Shirts, .. Mug];

    public OrderReceived Received(
        int revision = 1,
        string? shipMethod = "Standard",
        string? voided = null,
        string city = "Newark"
    ) =>
        new()
        {
            OrderId = Id,
            Revision = revision,
            Merchant = "acme",
            Connection = cart,
            CartOrderId = cartOrderId,
            OrderNumber = Number,
            OrderedAt = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero),
            ShipTo = new Address
            {
                FirstName = "Ada",
                LastName = "Quill",
                Line1 = "1 Test Way",
                City = city,
            },
            ShipMethod = shipMethod,
            VoidReason = voided,
            Lines =
            [
                Line("1", LineKind.Product, "TEE-S", 2),
                Line("2", LineKind.Discount, null, 1),
                Line("3", LineKind.Product, "MUG", 1),
            ],
        };

    public OrderSkipped Skipped(string reason = "It has no lines.") =>
        new()
        {
            OrderId = Id,
            Merchant = "acme",
            Connection = cart,
            CartOrderId = cartOrderId,
            OrderNumber = Number,
            Reason = reason,
        };

    public OrderDelivered Delivered(int revision = 1) =>
        new()
        {
            OrderId = Id,
            DeliveryId = DeliveryId,
            Revision = revision,
            WarehouseNumber = $"PT-{DeliveryNumber}",
            DeliveredAt = DateTimeOffset.UtcNow,
        };

    public OrderRefused Refused(string reason = "Item 0002 is not known.", int revision = 1) =>
        new()
        {
            OrderId = Id,
            DeliveryId = DeliveryId,
            Revision = revision,
            Reason = reason,
        };

    public DeliveryCanceled DeliveryCanceled(string reason = "The warehouse canceled the delivery (Cancelled).") =>
        new()
        {
            OrderId = Id,
            DeliveryId = DeliveryId,
            Reason = reason,
        };

    public CancelRefused TooLate(string reason = "It is packed.") =>
        new()
        {
            OrderId = Id,
            DeliveryId = DeliveryId,
            Reason = reason,
        };

    public DeliveryNoted Noted(string? note) =>
        new()
        {
            OrderId = Id,
            DeliveryId = DeliveryId,
            Note = note,
        };

    /// <summary>A parcel; the last one names all that there are.</summary>
    public ShipmentTracked Tracked(string tracking, IReadOnlyList<ShippedItem> items, params string[] allTrackings) =>
        new()
        {
            ShipmentId = ShipmentId(tracking),
            OrderId = Id,
            DeliveryId = DeliveryId,
            Carrier = "UPS",
            Service = "UPS GROUND",
            TrackingNumber = tracking,
            ShippedAt = new DateTimeOffset(2026, 5, 2, 9, 0, 0, TimeSpan.Zero),
            Items = items,
            AllShipments = allTrackings.Length == 0 ? null : [.. allTrackings.Select(ShipmentId)],
        };

    public ShipmentConfirmed ShipmentConfirmed(string tracking) =>
        new()
        {
            OrderId = Id,
            ShipmentId = ShipmentId(tracking),
            ConfirmedAt = DateTimeOffset.UtcNow,
        };

    public ShipmentRefused ShipmentRefused(string tracking, string reason = "The order is archived.") =>
        new()
        {
            OrderId = Id,
            ShipmentId = ShipmentId(tracking),
            Reason = reason,
        };

    public ReleaseOrder Release() => new() { OrderId = Id };

    public Guid ShipmentId(string tracking) => DerivedId.OfShipment(DeliveryId, "box", tracking);

    /// <summary>Tells the messages one after the other.</summary>
    /// <returns>What the router said of this order to the last of them.</returns>
    public async Task<IReadOnlyList<object>> ReceiveAsync(params object[] messages)
    {
        var said = 0;
        foreach (var message in messages)
        {
            said = Published.Count();
            await router.ReceiveAsync(message);
        }

        return [.. Published.Skip(said)];
    }

    /// <summary>All that the router ever said of this order.</summary>
    public IEnumerable<object> Published => router.Published.Where(message => OrderOf(message) == Id);

    public async Task<OrderState> StateAsync() =>
        await router.Orders.FindAsync(Id.ToString("D"), CancellationToken.None)
        ?? throw new InvalidOperationException("The router does not know the order.");

    public async Task<string> StatusAsync() => (await StateAsync()).CurrentState;

    private static Guid? OrderOf(object message) =>
        message switch
        {
            DeliverOrder m => m.OrderId,
            CancelDelivery m => m.Delivery.OrderId,
            ConfirmShipment m => m.OrderId,
            OrderSettled m => m.OrderId,
            OrderReopened m => m.OrderId,
            RedactCartOrder m => m.OrderId,
            RedactDeliveries m => m.OrderId,
            OrderHeld m => m.OrderId,
            _ => null,
        };

    private static ShippedItem Item(string code, decimal quantity) => new() { ItemCode = code, Quantity = quantity };

    private static OrderLine Line(string id, LineKind kind, string? sku, decimal quantity) =>
        new()
        {
            LineId = id,
            Kind = kind,
            Sku = sku,
            Quantity = quantity,
        };
}
