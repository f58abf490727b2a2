using System.Text;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.CartRoverApi;
using Crossdock.OrderRouter.Tests.Support;
using Crossdock.Platform.Api;
using Crossdock.TestSupport;

namespace Crossdock.OrderRouter.Tests.CartRoverApi;

/// <summary>A client with a key of its own before the router, and the cart-adapter's and the warehouse's side of its orders.</summary>
internal sealed class PostedScenario(RouterHost router, string user, string key)
{
    public const string Cart = Settings.Cart;
    private readonly RawClient line = new(router.Http.BaseAddress!);

    public static async Task<PostedScenario> CreateAsync(
        RouterHost router,
        KeyLevel level = KeyLevel.Cart,
        params string[] carts
    )
    {
        var (user, key) = await router.PairAsync(level, carts is [] ? [Cart] : carts);
        return new(router, user, key);
    }

    public string Basic => $"Authorization: Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"{user}:{key}"))}";
    public string Query => $"api_user={user}&api_key={key}";

    /// <summary>A reference that no other spec has.</summary>
    public static string Reference(string name) => $"{name}-{Guid.NewGuid():N}"[..Math.Min(name.Length + 9, 40)];

    public Task<RawAnswer> SendAsync(string request, string? body = null) => line.SendAsync(request, body);

    public Task<RawAnswer> GetAsync(string path) => SendAsync($"GET {path} HTTP/1.1\n{Basic}");

    public Task<RawAnswer> PostAsync(string path, JsonNode body) =>
        SendAsync($"POST {path} HTTP/1.1\n{Basic}\nContent-Type: application/json", body.ToJsonString());

    public async Task<RawAnswer> PostOrderAsync(string reference) =>
        await PostAsync("/v1/cart/orders/cartrover", Order(reference));

    /// <summary>What the cart-adapter makes of the posted order.</summary>
    public async Task ReceiveAsync(string reference, string? voided = null)
    {
        var posted = (await FindAsync(reference))!.Posted;
        await router.ReceiveAsync(
            new OrderReceived
            {
                OrderId = posted.OrderId,
                Revision = voided is null ? 1 : 2,
                Merchant = "acme",
                Connection = posted.Connection,
                CartOrderId = posted.CartOrderId,
                OrderNumber = posted.OrderNumber,
                OrderedAt = posted.OrderedAt,
                ShipTo = posted.ShipTo,
                BillTo = posted.BillTo,
                ShipMethod = posted.ShipMethod,
                Lines = posted.Lines,
                VoidReason = voided,
                IsPosted = true,
            }
        );
    }

    /// <summary>The order is void in the cart, and the warehouse does not have it.</summary>
    public async Task VoidAsync(string reference)
    {
        var (order, delivery) = Ids(reference);
        await ReceiveAsync(reference, "It was voided in the cart.");
        await router.ReceiveAsync(
            new DeliveryCanceled
            {
                OrderId = order,
                DeliveryId = delivery,
                Reason = "It was not sent.",
            }
        );
    }

    public async Task DeliverAsync(string reference)
    {
        var (order, delivery) = Ids(reference);
        await ReceiveAsync(reference);
        await router.ReceiveAsync(
            new OrderDelivered
            {
                OrderId = order,
                DeliveryId = delivery,
                Revision = 1,
                WarehouseNumber = "PT-1",
                DeliveredAt = DateTimeOffset.UtcNow,
            }
        );
    }

    public async Task ShipAsync(string reference, string tracking, decimal quantity = 2)
    {
        var (order, delivery) = Ids(reference);
        await router.ReceiveAsync(
            new ShipmentTracked
            {
                ShipmentId = DerivedId.OfShipment(delivery, tracking, tracking),
                OrderId = order,
                DeliveryId = delivery,
                Carrier = "UPS",
                Service = "UPS GROUND",
                TrackingNumber = tracking,
                ShippedAt = new DateTimeOffset(2026, 8, 27, 2, 24, 58, TimeSpan.Zero),
                WeightPounds = 0.5m,
                Items = [new ShippedItem { ItemCode = "0001", Quantity = quantity }],
            }
        );
    }

    public Task ConfirmAsync(string reference, string tracking)
    {
        var (order, delivery) = Ids(reference);
        return router.ReceiveAsync(
            new ShipmentConfirmed
            {
                ShipmentId = DerivedId.OfShipment(delivery, tracking, tracking),
                OrderId = order,
                ConfirmedAt = DateTimeOffset.UtcNow,
            }
        );
    }

    public Task<PostedOrderDocument?> FindAsync(string reference) =>
        router.Posted.FindAsync(DerivedId.OfOrder(Cart, reference).ToString("D"), CancellationToken.None);

    /// <summary>What the router told the cart-adapter last of the order.</summary>
    public async Task<OrderPosted> PublishedAsync(string reference, bool isVoid = false)
    {
        OrderPosted? published = null;
        await Wait.UntilAsync(
            () =>
                (
                    published = router
                        .Published.OfType<OrderPosted>()
                        .LastOrDefault(one => one.CartOrderId == reference && one.IsVoid == isVoid)
                )
                    is not null,
            $"{reference} to be published"
        );
        return published!;
    }

    public static JsonObject Order(string? reference) =>
        new()
        {
            ["cust_ref"] = reference,
            ["ship_first_name"] = "Ada",
            ["ship_last_name"] = "Example",
            ["ship_address_1"] = "12 Sample Street",
            ["ship_city"] = "Springfield",
            ["ship_state"] = "NJ",
            ["ship_zip"] = "07081",
            ["ship_country"] = "USA",
            ["ship_code"] = "Standard",
            ["items"] = new JsonArray(new JsonObject { ["item"] = "TEE-S", ["quantity"] = 2 }),
        };

    private static (Guid Order, Guid Delivery) Ids(string reference)
    {
        var order = DerivedId.OfOrder(Cart, reference);
        return (order, DerivedId.OfDelivery(order, 1));
    }
}
