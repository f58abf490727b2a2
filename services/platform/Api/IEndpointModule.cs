using Microsoft.AspNetCore.Routing;

namespace Crossdock.Platform.Api;

/// <summary>HTTP endpoints that several services have: alone they open at the root, side by side in one process below the service's name.</summary>
internal interface IEndpointModule
{
    string ServiceName { get; }

    void Map(IEndpointRouteBuilder endpoints);
}
