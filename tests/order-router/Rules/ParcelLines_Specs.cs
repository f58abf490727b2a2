using System.Net;
using System.Text.Json.Nodes;
using Crossdock.Contracts;
using Crossdock.OrderRouter.Rules;
using Crossdock.OrderRouter.Stock;
using Crossdock.OrderRouter.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using static Crossdock.OrderRouter.Tests.Support.Parcels;

namespace Crossdock.OrderRouter.Tests.Rules;

public sealed class When_the_components_of_a_kit_ship
{
    private static readonly OrderLine[] Lines = [Line("1", "SET", 2), Line("2", "MUG", 1), Line("3", "CAP", 1)];

    private static readonly ChangedLine[] Changed =
    [
        new("1", [new("TEE-S", "0001", 1), new("MUG", "0002", 2)]),
        new("3", []),
    ];

    [Fact]
    public void Should_show_the_kit_once_all_of_it_has_shipped()
    {
        var first = Of([], Item("0001", 2));
        var second = Of(
            [
                [Item("0001", 2)],
            ],
            Item("0002", 3)
        );
        var third = Of(
            [
                [Item("0001", 2)],
                [Item("0002", 3)],
            ],
            Item("0002", 2)
        );

        Assert.Empty(first);
        Assert.Equal([Confirmed("1", 1)], second);
        Assert.Equal([Confirmed("1", 1), Confirmed("2", 1)], third);
    }

    [Fact]
    public void Should_come_to_the_same_however_the_components_are_packed() =>
        Prop.ForAll(
                Gen.Shuffle([.. Enumerable.Repeat("0001", 2), .. Enumerable.Repeat("0002", 5)]).ToArbitrary(),
                units =>
                {
                    var earlier = new List<IReadOnlyList<ShippedItem>>();
                    var shown = new List<ConfirmedLine>();
                    foreach (var unit in units)
                    {
                        var (lines, beyond) = Parcel().Of(shown, earlier, [Item(unit, 1)]);
                        Assert.Empty(beyond);
                        shown.AddRange(lines);
                        earlier.Add([Item(unit, 1)]);
                    }

                    return shown.Where(line => line.LineId == "1").Sum(line => line.Quantity) == 2
                        && shown.Where(line => line.LineId == "2").Sum(line => line.Quantity) == 1
                        && Allocation.IsWhole(ChangedLine.Expected(Lines, Changed), shown);
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Should_leave_what_is_too_much_or_was_left_out_beyond_the_lines()
    {
        var (_, beyond) = Parcel().Of([], [], [Item("0001", 3), Item("CAP", 1)]);

        Assert.Equal(["0001", "CAP"], beyond.Select(item => item.ItemCode).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["2", "1"],
            Allocation
                .Missing(ChangedLine.Expected(Lines, Changed), [])
                .Select(one => $"{one.Quantity}")
                .Order(StringComparer.Ordinal)
                .Reverse()
        );
    }

    private static ParcelLines Parcel() => new(Lines, Changed, sku => sku == "MUG" ? "0002" : sku);

    private static IReadOnlyList<ConfirmedLine> Of(ShippedItem[][] earlier, params ShippedItem[] items)
    {
        var shown = new List<ConfirmedLine>();
        for (var i = 0; i < earlier.Length; i++)
        {
            shown.AddRange(Parcel().Of(shown, earlier[..i], earlier[i]).Lines);
        }

        return Parcel().Of(shown, earlier, items).Lines;
    }
}

public sealed class When_a_route_has_kits(RouterHost router)
{
    private readonly string cart = RoutesThroughTheApi.NewCart();

    [Fact]
    public async Task Should_send_the_components_and_show_the_kit_as_shipped_in_the_cart()
    {
        await SaveAsync(new JsonObject { ["kits"] = new JsonArray(Kit("MUG", ("CUP", 2), ("SPOON", 1))) });
        var order = new OrderScenario(router, cart);

        var said = await order.ReceiveAsync(order.Received());
        await SaveAsync(new JsonObject());
        await order.ReceiveAsync(order.Delivered(), order.Tracked("1Z1", [Item("0001", 2), Item("CUP", 2)]));
        await order.ReceiveAsync(order.Tracked("1Z2", [Item("SPOON", 1)], "1Z1", "1Z2"));

        Assert.Equal(
            [("0001", 2m), ("CUP", 2m), ("SPOON", 1m)],
            Assert.IsType<DeliverOrder>(Assert.Single(said)).Items.Select(item => (item.ItemCode, item.Quantity))
        );
        var parcels = order.Published.OfType<ConfirmShipment>().ToList();
        Assert.Equal(Confirmed("1", 2), Assert.Single(parcels[0].Lines));
        Assert.Equal(Confirmed("3", 1), Assert.Single(parcels[^1].Lines));
        await order.ReceiveAsync(order.ShipmentConfirmed("1Z1"), order.ShipmentConfirmed("1Z2"));
        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_confirm_an_order_without_the_item_that_the_filter_left_out()
    {
        await SaveAsync(new JsonObject { ["itemFilter"] = new JsonObject { ["skus"] = new JsonArray("MUG") } });
        var order = new OrderScenario(router, cart);

        await order.ReceiveAsync(order.Received(), order.Delivered());
        await order.ReceiveAsync(order.Tracked("1Z1", OrderScenario.Shirts, "1Z1"), order.ShipmentConfirmed("1Z1"));

        Assert.Equal("confirmed", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_skip_an_order_until_its_rules_or_its_items_change()
    {
        await SaveAsync(
            new JsonObject
            {
                ["itemFilter"] = new JsonObject { ["level"] = "Order", ["skus"] = new JsonArray("MUG") },
            }
        );
        var order = new OrderScenario(router, cart);
        var said = await order.ReceiveAsync(order.Received());
        Assert.Equal("skipped", Assert.IsType<OrderSettled>(Assert.Single(said)).Status);
        Assert.Equal("skipped", await order.StatusAsync());
        Assert.IsType<OrderSettled>(Assert.Single(await order.ReceiveAsync(order.Received())));
        Assert.Equal(1, (await order.StateAsync()).HistoryVersion);

        await SaveAsync(new JsonObject());

        Assert.IsType<DeliverOrder>(Assert.Single(await order.ReceiveAsync(order.Received(2))));
        Assert.Equal("new", await order.StatusAsync());
    }

    [Fact]
    public async Task Should_refuse_one_that_contains_itself()
    {
        var route = RoutesThroughTheApi.Route();
        route["rules"] = new JsonObject { ["kits"] = new JsonArray(Kit("A", ("A", 1))) };

        using var answer = await router.PutAsync(cart, route);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("contains itself", await RoutesThroughTheApi.DetailAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_have_as_many_of_a_kit_as_the_scarcest_component_makes()
    {
        var route = When_a_line_stands_for_other_items.Kits();

        Assert.Equal(3, Level(route, "SET", ("1", 3), ("MUG", 9))?.OnHand);
        Assert.Equal(1, Level(route, "BIG", ("1", 3), ("MUG", 9))?.OnHand);
        Assert.Equal(0, Level(route, "BIG", ("1", 1), ("MUG", 90))?.OnHand);
        Assert.Null(Level(route, "SET", ("1", 3)));
    }

    private static StockLevel? Level(OrderRoute route, string kit, params (string Key, decimal OnHand)[] readings) =>
        StockRules.LevelOf(
            route,
            kit,
            key =>
                [
                    .. readings
                        .Where(reading => reading.Key == key.ItemKey)
                        .Select(reading => new StockDocument
                        {
                            Connection = "acme-warehouse",
                            Warehouse = "NJ",
                            ItemCode = reading.Key,
                            OnHand = reading.OnHand,
                        }),
                ],
            null
        );

    private async Task SaveAsync(JsonObject rules)
    {
        var route = RoutesThroughTheApi.Route();
        route["rules"] = rules;
        using var answer = await router.PutAsync(cart, route);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private static JsonObject Kit(string sku, params (string Sku, int Quantity)[] components) =>
        new()
        {
            ["sku"] = sku,
            ["components"] = new JsonArray([
                .. components.Select(one =>
                    (JsonNode)new JsonObject { ["sku"] = one.Sku, ["quantity"] = one.Quantity }
                ),
            ]),
        };
}
