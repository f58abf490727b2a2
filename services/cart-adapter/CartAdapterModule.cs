using Crossdock.Adapters;
using Crossdock.CartAdapter.Orders;
using Crossdock.CartAdapter.Pull;
using Crossdock.CartAdapter.Reconciliation;
using Crossdock.CartAdapter.Shipments;
using Crossdock.CartAdapter.Stock;
using Crossdock.CartAdapter.Webhooks;
using Crossdock.Platform.Api;
using Crossdock.Platform.Hosting;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using MassTransit;

namespace Crossdock.CartAdapter;

/// <summary>Reads orders from carts, and confirms shipments and sets stock levels there.</summary>
public sealed class CartAdapterModule : ServiceModule
{
    public override string Name => "cart-adapter";

    public override IEnumerable<RestoreRule> RestoreRules => RestoredDocuments.Rules;

    public override void Consume(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<OrderPostedConsumer>();
        bus.AddConsumer<OrderSettledConsumer>();
        bus.AddConsumer<OrderReopenedConsumer>();
        bus.AddConsumer<RereadOrderConsumer>();
        bus.AddConsumer<RedactCartOrderConsumer>();
        bus.AddConsumer<ConfirmShipmentConsumer>();
        bus.AddConsumer<ReconcileCartConsumer>();
        bus.AddConsumer<SetStockConsumer>();
    }

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddConnections<ICart>(Name, configuration.GetSection("Carts"));

        services.AddStoreMark<CartAdapterModule>(Name);
        services.AddCollection(Name, CartOrderDocument.Collection);
        services.AddSingleton<CartOrderStore>();
        services.AddSingleton<OrderPull>();
        services.AddSingleton<IOrderLocator, CartOrderLocator>();
        services.AddSingleton<IRedactedOrders, RedactedCartOrders>();
        services.AddHostedService<RepublishOnStartup>();
        services.AddPoller<ICart, OrderDownload>();
        services.AddPoller<ICart, WebhookSubscription>();
        services.AddWorker<ICart, CartOrderDocument, OrderPublisher>();

        services.AddCollection(Name, RereadDocument.Collection);
        services.AddWorker<ICart, RereadDocument, OrderReread>();

        services.AddCollection(Name, CartListDocument.Collection);
        services.AddWorker<ICart, CartListDocument, CartListing>();

        services.AddCollection(Name, ShipmentDocument.Collection);
        services.AddSingleton<IOrderLocator, ShipmentLocator>();
        services.AddWorker<ICart, ShipmentDocument, ShipmentUpload>();

        services.AddCollection(Name, StockLevelDocument.Collection);
        services.AddWorker<ICart, StockLevelDocument, InventoryUpload>();
    }

    public override void MapEndpoints(IEndpointRouteBuilder api, IEndpointRouteBuilder root)
    {
        api.MapConnections<ICart>(root, "carts");
        api.MapPull();
        root.MapWebhooks();
    }
}
