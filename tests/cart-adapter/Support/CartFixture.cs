using Crossdock.AdapterSupport;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Shipments;
using Crossdock.CartAdapter.Stock;
using Crossdock.Contracts;
using Crossdock.Platform.Messaging;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.CartAdapter.Tests.Support;

/// <summary>The cart-adapter before a scripted cart.</summary>
public abstract class CartFixture : AdapterFixture
{
    internal const string Connection = "acme-cart";

    internal virtual ScriptedCart Cart { get; } = new();

    /// <summary>All that the adapter said on the bus, oldest first.</summary>
    internal IEnumerable<object> Published =>
        PublishedMessages.Where(m =>
            m is not (ConfirmShipment or SetStock or OrderSettled or OrderReopened or RereadOrder)
        );

    protected override void Consume(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<OrderSettledConsumer>();
        bus.AddConsumer<OrderReopenedConsumer>();
        bus.AddConsumer<RereadOrderConsumer>();
        bus.AddConsumer<ConfirmShipmentConsumer>();
        bus.AddConsumer<SetStockConsumer>();
    }

    protected override void AddServices(IServiceCollection services) =>
        services
            .AddSingleton(p => Open(p, CartOrderDocument.Collection))
            .AddSingleton(p => Open(p, RereadDocument.Collection))
            .AddSingleton(p => Open(p, ShipmentDocument.Collection))
            .AddSingleton(p => Open(p, StockLevelDocument.Collection))
            .AddSingleton(_ =>
                Connect(new ScriptedCartAdapter(Cart), $"Carts:{Connection}", ("EarliestOrderDate", "2026-04-01"))
            )
            .AddSingleton<CartOrderStore>()
            .AddSingleton<QueueNames>()
            .AddSingleton<BrokerConnection>()
            .AddSingleton<OrderPublisher>()
            .AddSingleton<OrderReread>()
            .AddSingleton<ShipmentUpload>()
            .AddSingleton<InventoryUpload>()
            .AddTransient<OrderDownload>();
}
