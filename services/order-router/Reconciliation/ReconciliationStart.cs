using Crossdock.OrderRouter.Routes;
using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Reconciliation;

/// <summary>Stores that a reconciliation is wanted.</summary>
public sealed class ReconciliationStart(
    IDocuments<ReconciliationDocument> reconciliations,
    RouteTable routes,
    StoredRoutes stored,
    TimeProvider time
)
{
    /// <param name="id">Recognises a repeat.</param>
    /// <param name="from">Where the window begins.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="connections">The connections to compare; null for all that a route names.</param>
    /// <param name="by">Who wants it; null if it is a scheduled one.</param>
    /// <param name="cancellationToken">Stops before it is stored.</param>
    /// <returns>Null if there is nothing to compare, or it is known already.</returns>
    public async Task<ReconciliationDocument?> StartAsync(
        Guid id,
        DateTimeOffset from,
        DateTimeOffset to,
        IReadOnlyCollection<string>? connections,
        string? by,
        CancellationToken cancellationToken
    )
    {
        await stored.RefreshAsync(cancellationToken);
        var now = time.GetUtcNow();
        var document = new ReconciliationDocument
        {
            Id = id.ToString("D"),
            DueAt = now,
            RequestedAt = now,
            RequestedBy = by,
            From = from,
            To = to,
            Parts =
            [
                .. Parts(routes.All.Select(route => route.Cart), isWarehouse: false),
                .. Parts(
                    routes.All.SelectMany(route => route.Warehouses).Select(one => one.Warehouse),
                    isWarehouse: true
                ),
            ],
        };
        return document.Parts.Count > 0 && await reconciliations.InsertAsync(document, cancellationToken)
            ? document
            : null;

        IEnumerable<ReconciliationPart> Parts(IEnumerable<string> names, bool isWarehouse) =>
            names
                .Distinct(StringComparer.Ordinal)
                .Where(name => connections is null || connections.Contains(name))
                .Order(StringComparer.Ordinal)
                .Select(name => new ReconciliationPart { Connection = name, IsWarehouse = isWarehouse });
    }
}
