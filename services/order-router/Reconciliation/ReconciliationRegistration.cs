using Crossdock.Platform.Hosting;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Registers the reconciliation.</summary>
internal static class ReconciliationRegistration
{
    public static void AddReconciliation(
        this IServiceCollection services,
        string serviceName,
        IConfiguration configuration
    )
    {
        services.AddSingleton(ServiceHost.Read<ReconcileOptions>(configuration, "Reconcile"));
        services.AddCollection(serviceName, ReconciliationDocument.Collection);
        services.AddCollection(serviceName, ListedPageDocument.Collection);
        services.AddCollection(serviceName, DifferenceDocument.Collection);
        services.AddSingleton<ReconciliationStart>();
        services.AddSingleton<RestoreReconciliation>();
        services.AddSingleton<ReconciliationPages>();
        services.AddSingleton<Comparison>();
        services.AddSingleton<ReconciliationCleanup>();
        services.AddHostedService<ReconciliationLoop>();
    }
}
