using Crossdock.Adapters;
using Crossdock.Platform.Api;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Hosting;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Crossdock.WmsAdapter.Deliveries;
using Crossdock.WmsAdapter.Inventory;
using Crossdock.WmsAdapter.Reconciliation;
using MassTransit;

namespace Crossdock.WmsAdapter;

/// <summary>Delivers orders to warehouses, and brings back shipments and stock.</summary>
public sealed class WmsAdapterModule : ServiceModule
{
    public override string Name => "wms-adapter";

    public override IEnumerable<RestoreRule> RestoreRules => [RestoredDeliveries.Rule, RestoredPolls.Rule];

    public override void Consume(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<DeliverOrderConsumer>();
        bus.AddConsumer<CancelDeliveryConsumer>();
        bus.AddConsumer<RedactDeliveriesConsumer>();
        bus.AddConsumer<ReconcileWarehouseConsumer>();
    }

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddConnections<IWarehouse>(Name, configuration.GetSection("Warehouses"));
        services.AddSingleton(provider => new ConnectionCheck<IWarehouse>(settings =>
            TimeoutGuard.Check(
                settings.Path,
                settings.Of<WarehouseSettings>().Timeout,
                provider.GetRequiredService<DeliveryOptions>(),
                provider.GetRequiredService<WorkOptions>()
            )
        ));

        services.AddSingleton(ServiceHost.Read<DeliveryOptions>(configuration, "Delivery"));
        services.AddStoreMark<WmsAdapterModule>(Name);
        services.AddCollection(Name, DeliveryDocument.Collection);
        services.AddSingleton<IOrderLocator, DeliveryLocator>();
        services.AddSingleton<IRedactedOrders, RedactedDeliveries>();
        services.AddWorker<IWarehouse, DeliveryDocument, OrderDelivery>();

        services.AddCollection(Name, WarehouseListDocument.Collection);
        services.AddWorker<IWarehouse, WarehouseListDocument, WarehouseListing>();

        services.AddPoller<IWarehouse, ShipmentDownload>();
        services.AddPoller<IWarehouse, InventoryDownload>();
        services.AddPoller<IWarehouse, FullInventoryDownload>();
    }

    public override void MapEndpoints(IEndpointRouteBuilder api, IEndpointRouteBuilder root) =>
        api.MapConnections<IWarehouse>(root, "warehouses");
}
