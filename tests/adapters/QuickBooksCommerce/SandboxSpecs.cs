using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Crossdock.Adapters;
using Crossdock.Adapters.QuickBooksCommerce;
using Crossdock.Contracts;
using Crossdock.Sandbox;
using Crossdock.Sandbox.Settings;
using Microsoft.AspNetCore.Builder;

namespace Crossdock.CartAdapter.QuickBooksCommerce.Tests;

/// <summary>A sandbox of its own, over real HTTP.</summary>
public abstract class SandboxSpecs : IAsyncLifetime
{
    private readonly SocketsHttpHandler sockets = new();
    private WebApplication? app;
    private HttpClient? endpoints;

    private protected QuickBooksCommerceCart Cart { get; private set; } = null!;

    private protected HttpClient Endpoints => endpoints!;

    private protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        app = await SandboxServer.StartAsync(Options, Ct);
        endpoints = new HttpClient { BaseAddress = app.BaseAddress() };
        Cart = NewCart(Settings);
    }

    public async ValueTask DisposeAsync()
    {
        endpoints?.Dispose();
        sockets.Dispose();
        if (app is not null)
        {
            await app.DisposeAsync();
        }
    }

    private protected virtual SandboxOptions Options => new();

    private protected virtual TimeProvider Clock => TimeProvider.System;

    private protected virtual (string Key, string Value)[] Settings => [("Token", "sandbox-privileged-token")];

    private protected QuickBooksCommerceCart NewCart(params (string Key, string Value)[] settings) =>
        TestConnection.Cart(new Uri(app!.BaseAddress(), "/qbc"), sockets, time: Clock, settings: settings);

    private protected async Task<CartOrder> PlaceAsync(object order)
    {
        var answer = await Endpoints.PostAsJsonAsync("/sandbox/orders", order, Ct);
        var placed = await answer.Content.ReadFromJsonAsync<JsonObject>(Ct);
        var found = await Cart.ReadOrderAsync(placed!["id"]!.ToString(), Ct);
        return found!;
    }

    private protected async Task<JsonObject> LookAsync(CartOrder order) =>
        (await Endpoints.GetFromJsonAsync<JsonArray>("/sandbox/orders", Ct))!
            .Single(one => one!["id"]!.ToString() == order.CartOrderId)!
            .AsObject();

    private protected async Task<int> CallsAsync()
    {
        var calls = await Endpoints.GetFromJsonAsync<JsonObject>("/sandbox/calls", Ct);
        TestContext.Current.SendDiagnosticMessage($"calls: {calls!.ToJsonString()}");
        return (int)calls["total"]!;
    }

    private protected async Task<decimal> ShownAsync(string sku)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/qbc/variants?sku={sku}");
        request.Headers.Authorization = new("Bearer", "sandbox-privileged-token");
        using var response = await Endpoints.SendAsync(request, Ct);
        var body = await response.Content.ReadFromJsonAsync<JsonObject>(Ct);
        return decimal.Parse(body!["variants"]![0]!["stock_on_hand"]!.ToString());
    }

    private protected static ConfirmShipment Shipment(CartOrder order, decimal? quantity = null) =>
        new()
        {
            ShipmentId = Guid.NewGuid(),
            OrderId = Guid.NewGuid(),
            Connection = "acme-qbc",
            Merchant = "acme",
            CartOrderId = order.CartOrderId,
            OrderNumber = order.OrderNumber,
            Carrier = "UPS",
            Service = "Ground",
            TrackingNumber = "1Z999AA10123456784",
            ShippedAt = new DateTimeOffset(2026, 11, 20, 15, 4, 5, TimeSpan.Zero),
            Lines =
            [
                .. order
                    .Lines.Where(line => line.Kind == LineKind.Product)
                    .Select(line => new ConfirmedLine { LineId = line.LineId, Quantity = quantity ?? line.Quantity }),
            ],
        };
}
