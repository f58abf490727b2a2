using Crossdock.Platform.Hosting;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>Registers the list of exceptions.</summary>
internal static class ExceptionRegistration
{
    public static void AddExceptions(this IServiceCollection services, string serviceName, IConfiguration configuration)
    {
        services.AddSingleton(ServiceHost.Read<ExceptionOptions>(configuration, "Exceptions"));
        services.AddCollection(serviceName, ExceptionGroup.Collection);
        services.AddCollection(serviceName, FurtherCause.Collection);
        services.AddSingleton<FurtherCauses>();
        services.AddSingleton<RecountSignal>();
        services.AddSingleton<ExceptionGroups>();
        services.AddSingleton<FixedCauses>();
        services.AddSingleton<StuckReports>();
        services.AddSingleton<UnreadableReports>();
        services.AddHostedService<GroupRecount>();
        services.AddSingleton<ExceptionCleanup>();
        services.AddHostedService(p => p.GetRequiredService<ExceptionCleanup>());
    }
}
