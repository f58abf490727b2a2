using Crossdock.Platform.Connections;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Alerts;

/// <summary>Registers the alerts.</summary>
internal static class AlertRegistration
{
    /// <exception cref="Adapters.SettingException">A destination is incomplete.</exception>
    public static void AddAlerts(this IServiceCollection services, string serviceName, IConfiguration configuration)
    {
        services.AddSingleton(AlertOptions.Read(configuration));
        services.AddCollection(serviceName, AlertDocument.Collection);
        services.AddHttpClient(WebhookChannel.Client).OnAllowedNetworks();
        services.AddSingleton<AlertDestinations>();
        services.AddSingleton<WorkSignal<AlertDocument>>();
        services.AddSingleton<AlertPlanner>();
        services.AddSingleton<AlertSender>();
        services.AddHostedService(p => new WorkLoop<AlertDocument>(
            p.GetRequiredService<IDocuments<AlertDocument>>(),
            p.GetRequiredService<AlertSender>(),
            p.GetRequiredService<WorkSignal<AlertDocument>>(),
            p.GetRequiredService<AlertDestinations>(),
            p.GetRequiredService<WorkOptions>(),
            p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<ILogger<WorkLoop<AlertDocument>>>()
        ));
    }
}
