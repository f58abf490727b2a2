using Crossdock.OrderRouter.Rules;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;

namespace Crossdock.OrderRouter.Routes;

/// <summary>Applies the stored routes to the table.</summary>
public sealed partial class StoredRoutes(
    RouteTable table,
    [FromKeyedServices(typeof(RouteDocument))] IDocuments<VersionList> versions,
    IDocuments<RouteDocument> routes,
    WorkOptions options,
    TimeProvider time,
    ILogger<StoredRoutes> logger
) : LiveSettings<RouteDocument, OrderRoute>(versions, routes, options, time)
{
    protected override string Name => "routes";

    /// <summary>Reads the routes if the cart has none yet: another replica may just have saved it.</summary>
    public Task LookForAsync(string cart, CancellationToken cancellationToken) =>
        table.ForCart(cart) is null ? RefreshAsync(cancellationToken) : ReadAsync(cancellationToken);

    protected override OrderRoute Create(RouteDocument document, OrderRoute? before) =>
        new(document.Id, document.Settings);

    protected override void Apply(IReadOnlyDictionary<string, OrderRoute> values, IReadOnlySet<string> ids) =>
        table.Take(values.Values);

    protected override void LogNotRead(string reason) => RoutesNotRead(reason);

    [LoggerMessage(LogLevel.Warning, "The stored routes cannot be read; orders use the routes last read: {Reason}")]
    private partial void RoutesNotRead(string reason);
}
