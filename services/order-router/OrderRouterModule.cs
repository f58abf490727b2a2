using Crossdock.OrderRouter.Alerts;
using Crossdock.OrderRouter.CartRoverApi;
using Crossdock.OrderRouter.Duplicates;
using Crossdock.OrderRouter.Exceptions;
using Crossdock.OrderRouter.Orders;
using Crossdock.OrderRouter.Privacy;
using Crossdock.OrderRouter.Reconciliation;
using Crossdock.OrderRouter.Routes;
using Crossdock.OrderRouter.Stock;
using Crossdock.Platform.Api;
using Crossdock.Platform.Hosting;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;

namespace Crossdock.OrderRouter;

/// <summary>Tracks each order's state and routes it to a warehouse; knows no adapter.</summary>
public sealed class OrderRouterModule : ServiceModule
{
    public override string Name => "order-router";

    public override IEnumerable<RestoreRule> RestoreRules => [RestoredOrders.Rule];

    public override void Consume(IBusRegistrationConfigurator bus)
    {
        bus.AddSagaStateMachine<OrderStateMachine, OrderState, OrderStateDefinition>().InStore();
        bus.AddConsumer<InventoryUpdatedConsumer>();
        bus.AddConsumer<StockMovedConsumer>();
        bus.AddConsumer<OrderHeldConsumer>();
        bus.AddConsumer<ExceptionRaisedConsumer>();
        bus.AddConsumer<ExceptionClearedConsumer>();
        bus.AddConsumer<CartListedConsumer>();
        bus.AddConsumer<WarehouseListedConsumer>();
        bus.AddCartRover();
    }

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(new RouteTable(configuration));
        services.AddKeyedCollection(Name, typeof(RouteDocument), VersionList.For(RouteDocument.Collection.Name));
        services.AddCollection(Name, RouteDocument.Collection);
        services.AddSingleton<StoredRoutes>();
        services.AddCollection(Name, RouteVersionDocument.Collection);
        services.AddSingleton<RouteHistory>();
        services.AddSingleton<LoadChanges>();
        services.AddSingleton<RouteService>();
        services.AddHostedService(p => p.GetRequiredService<StoredRoutes>());
        services.AddSingleton<OrderDecisions>();
        services.AddSingleton<OrderJournal>();
        services.AddCollection(Name, OrderClaim.Collection);
        services.AddSingleton<DuplicateOrders>();
        services.AddSingleton(ServiceHost.Read<StuckOptions>(configuration, "Stuck"));
        services.AddHostedService<OrderGauges>();
        services.AddStoreMark<OrderRouterModule>(Name);
        services.AddCollection(Name, OrderState.Collection);
        services.AddSingleton<IOrderLocator, OrderLocator>();
        services.AddCollection(Name, StockDocument.Collection);
        services.AddExceptions(Name, configuration);
        services.AddAlerts(Name, configuration);
        services.AddReconciliation(Name, configuration);
        services.AddCartRover(Name);
        services.AddSingleton(ServiceHost.Read<PrivacyOptions>(configuration, "Privacy"));
        services.AddSingleton<IRedactedOrders, RedactedOrders>();
        services.AddSingleton<PrivacyLoop>();
        services.AddHostedService(p => p.GetRequiredService<PrivacyLoop>());
    }

    public override void MapEndpoints(IEndpointRouteBuilder api, IEndpointRouteBuilder root)
    {
        api.MapOrders();
        RouteEndpoints.Map(api);
        api.MapRouteHistory();
        api.MapTestDrive();
        api.MapLoad();
        api.MapExceptions();
        api.MapReconciliation();
        api.MapPrivacy();
        root.MapCartRover();
    }
}
