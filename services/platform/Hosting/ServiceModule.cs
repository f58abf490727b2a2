using Crossdock.Platform.Storage;
using MassTransit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Crossdock.Platform.Hosting;

/// <summary>
/// What one service consists of. A service's Program.cs holds its module and runs it alone; all-in-one runs several in one process.
/// </summary>
public abstract class ServiceModule
{
    /// <summary>In kebab case, for example <c>cart-adapter</c>: names the store, the logs and the traces.</summary>
    public abstract string Name { get; }

    /// <summary>Adds what the service is made of. Throws <see cref="Crossdock.Adapters.SettingException"/> on a broken setting.</summary>
    public abstract void AddServices(IServiceCollection services, IConfiguration configuration);

    /// <summary>What a restored store has to be told: its documents do not know what was done since the backup.</summary>
    public virtual IEnumerable<RestoreRule> RestoreRules => [];

    /// <summary>Names what the service consumes.</summary>
    public abstract void Consume(IBusRegistrationConfigurator bus);

    /// <summary>Maps the service's HTTP endpoints.</summary>
    /// <param name="api">Where the API is: relative addresses, the same alone and side by side with other services.</param>
    /// <param name="root">For addresses that external systems know.</param>
    public abstract void MapEndpoints(IEndpointRouteBuilder api, IEndpointRouteBuilder root);
}
