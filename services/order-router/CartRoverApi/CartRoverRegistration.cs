using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using MassTransit;
using Microsoft.AspNetCore.Authentication;

namespace Crossdock.OrderRouter.CartRoverApi;

/// <summary>Registers the API for CartRover's clients.</summary>
internal static class CartRoverRegistration
{
    public static void AddCartRover(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<RedactPostedOrderConsumer>();

    public static void AddCartRover(this IServiceCollection services, string serviceName)
    {
        services.AddCollection(serviceName, PostedOrderDocument.Collection);
        services.AddSingleton<WorkSignal<PostedOrderDocument>>();
        services.AddSingleton<PostedOrderCircuit>();
        services.AddSingleton<PostedOrderPublisher>();
        services.AddHostedService(p => new WorkLoop<PostedOrderDocument>(
            p.GetRequiredService<IDocuments<PostedOrderDocument>>(),
            p.GetRequiredService<PostedOrderPublisher>(),
            p.GetRequiredService<WorkSignal<PostedOrderDocument>>(),
            p.GetRequiredService<PostedOrderCircuit>(),
            p.GetRequiredService<WorkOptions>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<WorkLoop<PostedOrderDocument>>>()
        ));
        services.AddSingleton<PostedOrders>();
        services.AddSingleton<OrderPosting>();
        services.AddSingleton<OrderLookup>();
        services.AddSingleton<OrderLists>();
        services.AddSingleton<OrderCancellation>();
        services.AddSingleton<StockLists>();
        services.AddSingleton<ShipMethodLists>();
        services.AddSingleton<CartLists>();
        services.AddSingleton<CallLimits>();
        services
            .AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, KeyPairHandler>(KeyPairHandler.SchemeName, null);
    }
}
