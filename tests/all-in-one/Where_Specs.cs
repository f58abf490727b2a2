using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.TestSupport;

namespace Crossdock.AllInOne.Tests;

/// <summary>One question, for an order that may be anywhere.</summary>
public sealed class When_a_person_asks_where_an_order_is : HubOnSandbox
{
    protected override IEnumerable<KeyValuePair<string, string?>> Changes =>
        [new("Warehouses:acme-warehouse:ShipmentPollInterval", "00:00:01")];

    [Fact]
    public async Task Should_name_each_place_and_what_it_waits_for_there()
    {
        using var disabled = await Hub.PostAsync("warehouses/acme-warehouse/disable", null, Ct);
        await PlaceAndPullAsync("W-1");
        await UntilAsync("W-1", "new");
        JsonArray places = [];
        await Wait.UntilAsync(async () => (places = await WhereAsync("W-1")).Count == 3, "the three places");

        Assert.Equal(
            ["cart-adapter order published", "order-router order new", "wms-adapter delivery pending"],
            places.Select(place => $"{place!["service"]} {place["part"]} {place["state"]}")
        );
        Assert.Contains("acme-warehouse is disabled. Enable it.", WaitsFor(places[2]), StringComparison.Ordinal);

        using var enabled = await Hub.PostAsync("warehouses/acme-warehouse/enable", null, Ct);
        await UntilAsync("W-1", "at_wms");
        places = await WhereAsync("W-1");

        Assert.Equal("at_warehouse", (string?)places[2]!["state"]);
        Assert.Null(places[2]!["waitsFor"]);
    }

    [Fact]
    public async Task Should_name_the_parcels_that_the_cart_does_not_show_yet()
    {
        await PlaceAndPullAsync("W-2");
        await UntilAsync("W-2", "at_wms");
        using var disabled = await Hub.PostAsync("carts/acme-cart/disable", null, Ct);
        await ControlAsync($"tickets/{(await TicketAsync("W-2"))["number"]}/ship");
        await UntilAsync("W-2", "shipped");

        JsonNode? parcel = null;
        await Wait.UntilAsync(
            async () =>
                (parcel = (await WhereAsync("W-2")).FirstOrDefault(place => (string?)place!["part"] == "shipment"))
                    is not null,
            "the parcel"
        );
        Assert.Equal("pending", (string?)parcel!["state"]);
        Assert.Contains("acme-cart is disabled. Enable it.", WaitsFor(parcel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_how_far_the_cart_was_read_where_nobody_knows_the_number()
    {
        var place = Assert.Single(await WhereAsync("#no-such-order"))!;

        Assert.Equal(("poll", "not_read", null), ((string?)place["part"], (string?)place["state"], place["orderId"]));
        Assert.Contains("No order #no-such-order of acme-cart was read", WaitsFor(place), StringComparison.Ordinal);
        var page = await Hub.GetFromJsonAsync<JsonObject>("orders?number=%23no-such-order", Ct);
        Assert.Contains("orders/where?number=%23no-such-order", (string?)page!["note"], StringComparison.Ordinal);
        using var answer = await Hub.GetAsync("orders/where", Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<JsonArray> WhereAsync(string number)
    {
        var found = await Hub.GetFromJsonAsync<JsonObject>($"orders/where?number={Uri.EscapeDataString(number)}", Ct);
        Assert.Empty(found!["notAsked"]!.AsArray());
        return found["places"]!.AsArray();
    }

    private static string? WaitsFor(JsonNode? place) => (string?)place!["waitsFor"];
}
