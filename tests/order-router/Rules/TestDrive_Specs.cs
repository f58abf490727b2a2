using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Rules;
using Crossdock.OrderRouter.Tests.Support;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Configuration;

namespace Crossdock.OrderRouter.Tests.Rules;

public sealed class When_any_order_is_test_driven
{
    [Fact]
    public void Should_show_what_really_happens_to_it_and_change_nothing() =>
        Prop.ForAll(
                RuleCases.All,
                one =>
                {
                    var routes = new RouteTable(new ConfigurationBuilder().Build());
                    routes.Take(one.Route is null ? [] : [one.Route]);
                    var order = new OrderState { Order = one.Order };
                    var before = JsonSerializer.Serialize(order);
                    var (plan, draft) = OrderDecisions.TestDrive(order, one.Route, 1, Clock.Instance.GetUtcNow());
                    var isUntouched = JsonSerializer.Serialize(order) == before;

                    var real = new OrderState();
                    var decision = new OrderDecisions(routes, Clock.Instance).OrderReceived(real, one.Order);

                    var asExpected = plan switch
                    {
                        DeliveryPlan.Deliver deliver => decision.NextState == OrderStatus.New
                            && JsonSerializer.Serialize(real.Delivery) == JsonSerializer.Serialize(deliver.Command)
                            && real.Delivery!.Reference == draft.Reference,
                        DeliveryPlan.Hold hold => decision.NextState == OrderStatus.Error
                            && real.Delivery is null
                            && (real.Reason, real.HoldKind) == (hold.Reason, hold.Kind),
                        _ => decision.NextState == OrderStatus.Skipped && real.Delivery is null,
                    };
                    return isUntouched
                        .Label("nothing changed")
                        .And(asExpected)
                        .Label($"{plan}: {decision}")
                        .And(real.Steps.SequenceEqual(plan.Steps))
                        .Label("the order has the same steps");
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}

/// <summary>Time stands still.</summary>
file sealed class Clock : TimeProvider
{
    public static Clock Instance { get; } = new();

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch;
}

public sealed class When_an_order_is_test_driven_over_the_api(RouterHost router)
{
    private readonly OrderScenario order = new(router);

    [Fact]
    public async Task Should_show_all_that_would_become_of_an_order_that_does_not_exist()
    {
        var seen = await TestAsync(new { order = Written("Standard") });

        Assert.Equal(
            ("deliver", "acme-warehouse", "NJ", "UPS", "UPS GROUND"),
            (
                (string?)seen["result"],
                (string?)seen["warehouse"],
                (string?)seen["building"],
                (string?)seen["carrier"],
                (string?)seen["service"]
            )
        );
        Assert.StartsWith("1042-", (string?)seen["reference"], StringComparison.Ordinal);
        Assert.Equal("0001", (string?)seen["lines"]![0]!["becomes"]![0]!["itemCode"]);
        Assert.Equal(3, (decimal?)seen["items"]![0]!["quantity"]);
        Assert.Equal(
            ["warehouse", "item_code", "ship_method", "reference"],
            seen["steps"]!.AsArray().Select(step => (string?)step!["rule"])
        );
    }

    [Fact]
    public async Task Should_name_every_reason_for_a_hold()
    {
        var seen = await TestAsync(new { order = Written("Drone", quantity: -1) });

        Assert.Equal("hold", (string?)seen["result"]);
        var reasons = seen["reasons"]!.AsArray().Select(reason => (string)reason!).ToList();
        Assert.Equal(2, reasons.Count);
        Assert.StartsWith("The quantity of TEE-S is -1: correct it", reasons[0], StringComparison.Ordinal);
        Assert.StartsWith("Ship method \"Drone\" is not mapped", reasons[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_show_of_a_stored_order_what_it_did()
    {
        await order.ReceiveAsync(order.Received());
        var said = order.Published.Count();

        var seen = await TestAsync(new { orderId = order.Id });

        var state = await order.StateAsync();
        Assert.Equal(state.Delivery!.Reference, (string?)seen["reference"]);
        var view = (await router.Http.GetFromJsonAsync<JsonNode>($"/api/v1/orders/{order.Id}"))!;
        Assert.True(JsonNode.DeepEquals(view["steps"], seen["steps"]));
        Assert.Equal((1, said), (state.HistoryVersion, order.Published.Count()));
    }

    [Fact]
    public async Task Should_try_a_route_that_is_not_saved()
    {
        await order.ReceiveAsync(order.Received(shipMethod: "Drone"));
        var route = RoutesThroughTheApi.Route("Drone");

        var seen = await TestAsync(new { orderId = order.Id, route });

        Assert.Equal(("deliver", "shed"), ((string?)seen["result"], (string?)seen["warehouse"]));
        Assert.Equal("error", await order.StatusAsync());
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("""{"order":{"cart":"acme-cart"}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"order":{"cart":"acme-cart","lines":[null]}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"order":{"lines":[{"sku":"A"}]}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"orderId":"00000000-0000-0000-0000-000000000001"}""", HttpStatusCode.NotFound)]
    public async Task Should_say_what_is_wrong_with_the_request(string body, HttpStatusCode expected)
    {
        using var content = new StringContent(body, null, "application/json");
        using var answer = await router.Http.PostAsync("/api/v1/rules/test", content);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Should_plan_ten_thousand_lines_and_keep_the_steps_short()
    {
        var lines = Enumerable.Range(0, 10_000).Select(i => new { sku = $"SKU-{i}", quantity = 1 });

        var seen = await TestAsync(
            new
            {
                order = new
                {
                    cart = Settings.Cart,
                    shipMethod = "Standard",
                    lines,
                },
            }
        );

        Assert.Equal(10_000, seen["items"]!.AsArray().Count);
        Assert.True(seen["steps"]!.ToJsonString().Length < 2000);
    }

    private static object Written(string shipMethod, decimal quantity = 1) =>
        new
        {
            cart = Settings.Cart,
            orderNumber = "#1042",
            shipMethod,
            lines = new[] { new { sku = "TEE-S", quantity }, new { sku = "tee-s ", quantity = 2m } },
        };

    private async Task<JsonNode> TestAsync(object body)
    {
        using var answer = await router.Http.PostAsJsonAsync("/api/v1/rules/test", body);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
    }
}
