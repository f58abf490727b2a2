using System.Net.Http.Json;
using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Sandbox.Settings;
using Crossdock.TestSupport;
using Microsoft.AspNetCore.WebUtilities;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

public sealed class When_orders_are_read_from_the_sandbox : SandboxSpecs
{
    [Fact]
    public async Task Should_say_which_account_it_is_signed_in_to() =>
        Assert.StartsWith("Signed in to ", await Cart.TestAsync(Ct), StringComparison.Ordinal);

    [Fact]
    public async Task Should_tell_a_wrong_token_as_a_matter_of_credentials()
    {
        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            NewCart(("Token", "nobody's")).TestAsync(Ct)
        );
        Assert.Equal(ConnectionProblem.Credentials, problem.Problem);
    }

    [Fact]
    public async Task Should_give_each_order_whole()
    {
        var order = await PlaceAsync(
            new
            {
                number = "#1042",
                shipMethod = "Express",
                lines = new object[] { new { sku = "MUG-BLU", quantity = 2 } },
            }
        );
        Assert.Null(order.Problem);
        Assert.Equal("#1042", order.OrderNumber);
        Assert.Equal(CartOrderState.Open, order.State);
        Assert.Equal("Express", order.ShipMethod);
        Assert.Equal("Albany", order.ShipTo!.City);
        var line = Assert.Single(order.Lines, line => line.Kind == LineKind.Product);
        Assert.Equal(("MUG-BLU", 2m), (line.Sku, line.Quantity));
    }

    [Fact]
    public async Task Should_show_voided_orders_too()
    {
        var order = await PlaceAsync(new { lines = new[] { new { sku = "MUG-BLU" } } });
        await Endpoints.PostAsync($"/sandbox/orders/{order.CartOrderId}/void", null, Ct);
        var read = Assert.Single(await Cart.ReadAllAsync());
        Assert.Equal(CartOrderState.Void, read.State);
    }

    [Fact]
    public async Task Should_read_every_order_of_a_seed()
    {
        await Endpoints.PostAsJsonAsync("/sandbox/seed", new { orders = 2000, seed = 7 }, Ct);
        var orders = await Cart.ReadAllAsync();
        Assert.Equal(2000, orders.Select(order => order.CartOrderId).Distinct().Count());
        TestContext.Current.SendDiagnosticMessage($"{await CallsAsync()} calls for 2,000 seeded orders");
    }
}

public sealed class When_the_merchant_lets_crossdock_in : SandboxSpecs
{
    [Fact]
    public async Task Should_work_from_the_code_on()
    {
        var cart = NewCart(
            ("ClientId", "sandbox-app"),
            ("ClientSecret", "sandbox-app-secret"),
            ("RedirectUri", "https://crossdock.test/back")
        );
        var before = await Assert.ThrowsAsync<ConnectionProblemException>(() => cart.TestAsync(Ct));
        Assert.Equal(ConnectionProblem.Credentials, before.Problem);

        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var answer = await browser.GetAsync(cart.AuthorizationAddress("state-1"), Ct);
        var back = QueryHelpers.ParseQuery(answer.Headers.Location!.Query);
        Assert.Equal("state-1", back["state"]);
        await cart.AuthorizeAsync(back["code"]!, Ct);
        Assert.StartsWith("Signed in to ", await cart.TestAsync(Ct), StringComparison.Ordinal);
    }
}

public sealed class When_a_shipment_is_confirmed_at_the_sandbox : SandboxSpecs
{
    [Fact]
    public async Task Should_fulfil_the_order_with_one_call()
    {
        var order = await PlaceAsync(new { lines = new[] { new { sku = "MUG-BLU", quantity = 2 } } });
        await Endpoints.DeleteAsync("/sandbox/calls", Ct);
        await Cart.ConfirmShipmentAsync(Shipment(order), maybeSent: false, Ct);
        Assert.Equal(1, await CallsAsync());
        var look = await LookAsync(order);
        Assert.Equal("fulfilled", (string?)look["status"]);
        var fulfillment = Assert.Single(look["fulfillments"]!.AsArray())!;
        Assert.Equal("fulfilled", (string?)fulfillment["status"]);
        Assert.Equal("UPS", (string?)fulfillment["trackingCompany"]);
        Assert.Equal("1Z999AA10123456784", (string?)fulfillment["trackingNumber"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_show_it_once_however_often_it_is_told(bool maybeSent)
    {
        var order = await PlaceAsync(new { lines = new[] { new { sku = "MUG-BLU", quantity = 4 } } });
        var shipment = Shipment(order, quantity: 1);
        await Cart.ConfirmShipmentAsync(shipment, maybeSent: false, Ct);
        await Cart.ConfirmShipmentAsync(shipment, maybeSent, Ct);
        Assert.Single((await LookAsync(order))["fulfillments"]!.AsArray());
    }

    [Fact]
    public async Task Should_show_two_parcels_of_one_order()
    {
        var order = await PlaceAsync(new { lines = new[] { new { sku = "MUG-BLU", quantity = 2 } } });
        await Cart.ConfirmShipmentAsync(Shipment(order, quantity: 1), maybeSent: false, Ct);
        var partly = await Cart.ReadOrderAsync(order.CartOrderId, Ct);
        Assert.Equal(CartOrderState.PartlyShipped, partly!.State);
        Assert.Single(partly.Parcels!);
        await Cart.ConfirmShipmentAsync(Shipment(order, quantity: 1), maybeSent: true, Ct);
        var shipped = await Cart.ReadOrderAsync(order.CartOrderId, Ct);
        Assert.Equal(CartOrderState.Shipped, shipped!.State);
        Assert.Equal(2, (await LookAsync(order))["fulfillments"]!.AsArray().Count);
    }

    [Fact]
    public async Task Should_tell_our_parcels_from_those_that_people_entered()
    {
        var order = await PlaceAsync(new { lines = new[] { new { sku = "MUG-BLU", quantity = 4 } } });
        var ours = Shipment(order, quantity: 2);
        await Cart.ConfirmShipmentAsync(ours, maybeSent: false, Ct);
        await FulfilByHandAsync(order, "9400BYHAND", 1);

        foreach (
            var read in new[] { await Cart.ReadOrderAsync(order.CartOrderId, Ct), (await Cart.ReadAllAsync())[^1] }
        )
        {
            Assert.Equal(
                [
                    ("1Z999AA10123456784", (Guid?)ours.ShipmentId, ours.Lines[0].LineId, 2m),
                    ("9400BYHAND", null, ours.Lines[0].LineId, 1m),
                ],
                read!
                    .Parcels!.Select(one =>
                        (one.TrackingNumber, one.ShipmentId, one.Lines![0].LineId, one.Lines[0].Quantity)
                    )
                    .Order()
            );
        }
    }

    private async Task FulfilByHandAsync(CartOrder order, string number, decimal quantity)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/qbc/fulfillments");
        request.Headers.Authorization = new("Bearer", "sandbox-privileged-token");
        request.Content = JsonContent.Create(
            new
            {
                fulfillment = new
                {
                    order_id = order.CartOrderId,
                    status = "fulfilled",
                    tracking_number = number,
                    shipped_at = "2026-11-25",
                    fulfillment_line_items = new[]
                    {
                        new
                        {
                            order_line_item_id = order.Lines.Single(line => line.Sku is not null).LineId,
                            quantity = $"{quantity}",
                        },
                    },
                },
            }
        );
        using var answer = await Endpoints.SendAsync(request, Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Should_refuse_more_than_was_ordered_in_the_carts_words()
    {
        var order = await PlaceAsync(new { lines = new[] { new { sku = "MUG-BLU", quantity = 1 } } });
        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            Cart.ConfirmShipmentAsync(Shipment(order, quantity: 5), maybeSent: false, Ct)
        );
        Assert.Equal(ConnectionProblem.Refused, problem.Problem);
        Assert.Contains("quantity", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_an_order_that_the_cart_does_not_have()
    {
        var order = await PlaceAsync(new { lines = new[] { new { sku = "MUG-BLU" } } });
        var problem = await Assert.ThrowsAsync<ConnectionProblemException>(() =>
            Cart.ConfirmShipmentAsync(Shipment(order) with { CartOrderId = "999999" }, maybeSent: false, Ct)
        );
        Assert.Equal(ConnectionProblem.Refused, problem.Problem);
    }
}

public sealed class When_stock_is_set_at_the_sandbox : SandboxSpecs
{
    private static StockLevel Level(string sku, decimal onHand) =>
        new()
        {
            Sku = sku,
            OnHand = onHand,
            AsOf = DateTimeOffset.UnixEpoch,
        };

    [Fact]
    public async Task Should_bring_each_item_to_its_level_up_or_down()
    {
        var refused = await Cart.SetStockAsync([Level("MUG-BLU", 700), Level("TEE-SAN", 3)], "batch-1", Ct);
        Assert.Empty(refused);
        Assert.Equal((700, 3), (await ShownAsync("MUG-BLU"), await ShownAsync("TEE-SAN")));
    }

    [Fact]
    public async Task Should_change_nothing_when_told_again()
    {
        await Cart.SetStockAsync([Level("MUG-BLU", 700)], "batch-1", Ct);
        await Endpoints.DeleteAsync("/sandbox/calls", Ct);
        await Cart.SetStockAsync([Level("MUG-BLU", 700)], "batch-1", Ct);
        Assert.Equal(700, await ShownAsync("MUG-BLU"));
        // The look at the variants, and this spec's own question.
        Assert.Equal(2, await CallsAsync());
    }

    [Fact]
    public async Task Should_say_which_skus_it_cannot_set()
    {
        var refused = await Cart.SetStockAsync(
            [Level("MUG-BLU", 5), Level("TWIN-001", 5), Level("NO-SUCH", 5)],
            "batch-1",
            Ct
        );
        Assert.Equal(["NO-SUCH", "TWIN-001"], refused.Keys.Order());
        Assert.Contains("2 variants", refused["TWIN-001"], StringComparison.Ordinal);
        Assert.Equal(5, await ShownAsync("MUG-BLU"));
    }
}

public sealed class When_the_sandbox_allows_few_calls : SandboxSpecs
{
    private protected override SandboxOptions Options =>
        new()
        {
            // A window that does not end within the spec.
            Time = new StandingClock(TimeProvider.System.GetUtcNow()),
            QuickBooksCommerce = { RateLimit = 40, RateWindowSeconds = 600 },
        };

    [Fact]
    public async Task Should_stop_reading_before_the_limit_and_still_confirm_shipments()
    {
        var order = await PlaceAsync(new { lines = new[] { new { sku = "MUG-BLU" } } });
        Exception? problem = null;
        for (var i = 0; i < 40 && problem is null; i++)
        {
            problem = await Record.ExceptionAsync(() => Cart.ReadAllAsync());
        }

        Assert.Equal(ConnectionProblem.Throttled, Assert.IsType<ConnectionProblemException>(problem).Problem);
        Assert.InRange(await CallsAsync(), 1, 20);
        await Cart.ConfirmShipmentAsync(Shipment(order), maybeSent: false, Ct);
        Assert.Equal("fulfilled", (string?)(await LookAsync(order))["status"]);
    }
}
