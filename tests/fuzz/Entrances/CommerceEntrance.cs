using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Adapters.QuickBooksCommerce;
using Crossdock.Contracts;
using Crossdock.TestSupport;

namespace Crossdock.Fuzz.Entrances;

/// <summary>JSON answers of QuickBooks Commerce.</summary>
internal sealed class CommerceEntrance : SandboxEntrance
{
    private Uri address = null!;
    private string orderId = "";
    private string number = "";

    public override string Name => "commerce-answers";

    protected override RecordedNetwork Network { get; } =
        new(request => $"{request.Method} {request.RequestUri!.AbsolutePath}");

    protected override async Task RecordAsync(Uri address, IReadOnlyList<JsonObject> placed)
    {
        this.address = new Uri(address, "qbc");
        (orderId, number) = (placed[0]["id"]!.ToString(), placed[0]["number"]!.ToString());
        for (var operation = 0; operation < Operations; operation++)
        {
            await WorkAsync(operation);
        }
    }

    private const int Operations = 6;

    protected override Task<bool> WorkAsync(Random random) => WorkAsync(random.Next(Operations));

    private async Task<bool> WorkAsync(int operation)
    {
        // A new one each time: what an adapter has learned must not make an input mean something else.
        var cart = (QuickBooksCommerceCart)
            Connections.To(
                new QuickBooksCommerceAdapter(),
                Network,
                ("EarliestOrderDate", "2000-01-01"),
                ("Address", address.ToString()),
                ("Token", Options.QuickBooksCommerce.Token),
                ("ShipLocationIds:0", "17001")
            );
        switch (operation)
        {
            case 0:
                var orders = new List<CartOrder>();
                await foreach (var page in cart.OrdersChangedSinceAsync(default, default))
                {
                    orders.AddRange(page);
                }

                return IsWhole(orders);
            case 1:
                return await cart.ReadOrderAsync(orderId, default) is { } order && IsWhole([order]);
            case 2:
                return IsWhole(await cart.FindOrdersAsync(number, default));
            case 3:
                return await cart.ListParcelsAsync([orderId], default) is not null;
            case 4:
                var level = new StockLevel
                {
                    Sku = "MUG-BLU",
                    OnHand = 5,
                    AsOf = DateTimeOffset.UnixEpoch,
                };
                return (await cart.SetStockAsync([level], "fuzz", default)).Count == 0;
            default:
                return (await cart.TestAsync(default)).Length > 0;
        }
    }

    private static bool IsWhole(IReadOnlyList<CartOrder> orders) =>
        orders.SelectMany(order => NullPlaces.In(order)).FirstOrDefault() is { } place
            ? throw new FuzzException($"A null at {place}")
            : orders.Any(order => order.Problem is null);
}
