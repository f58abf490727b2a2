using Microsoft.AspNetCore.Routing;

namespace Crossdock.Platform.Hosting;

/// <summary>HTTP doors that several services have: alone they open at the root, side by side in one process below the service's name.</summary>
internal interface IServiceDoors
{
    string ServiceName { get; }

    void Map(IEndpointRouteBuilder doors);
}
