using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Messaging;
using Crossdock.Platform.Storage;
using Crossdock.Platform.Work;
using Crossdock.WmsAdapter.Deliveries;
using MassTransit;

namespace Crossdock.WmsAdapter.Reconciliation;

/// <summary>
/// Lists a warehouse's deliveries for a reconciliation, and follows what moved as it reads. What should be there and is not listed is looked
/// for by its reference. A repeat publishes the same pages.
/// </summary>
public sealed class WarehouseListing(
    ShipmentDownload shipments,
    IDocuments<DeliveryDocument> deliveries,
    ConnectionSet<IWarehouse> warehouses,
    IBus bus
) : Worker<WarehouseListDocument>
{
    private const int PageSize = 500;

    /// <summary>Each costs a call.</summary>
    private const int MaxLookups = 100;

    public override bool RenewsLease => true;

    public override async Task StepAsync(
        IReadOnlyList<WarehouseListDocument> documents,
        CancellationToken cancellationToken
    )
    {
        var list = documents[0];
        try
        {
            List<ListedDelivery> listed = [];
            await foreach (
                var (progress, known, isNews) in shipments.FollowSinceAsync(
                    list.Connection,
                    list.Command.From,
                    cancellationToken
                )
            )
            {
                listed.Add(Listed(progress, known, isNews));
            }

            var numbers = listed.Select(one => one.WarehouseNumber).ToHashSet(StringComparer.OrdinalIgnoreCase);
            listed.AddRange(await NotFoundAsync(list, numbers, cancellationToken));
            ListedDelivery[][] pages = [.. listed.Chunk(PageSize)];
            pages =
                pages.Length > 0
                    ? pages
                    :
                    [
                        [],
                    ];
            foreach (var (i, page) in pages.Index())
            {
                await PublishAsync(i, i + 1 == pages.Length ? pages.Length : null, page, null);
            }

            list.Done();
        }
        catch (ConnectionProblemException problem) when (problem.Problem != ConnectionProblem.Throttled)
        {
            // The circuit breaker counts it; the reconciliation says what could not be compared.
            await PublishAsync(0, 1, [], problem.Message);
            list.Done();
            throw;
        }

        Task PublishAsync(int page, int? pages, IReadOnlyList<ListedDelivery> content, string? failure) =>
            bus.PublishAsync(
                new WarehouseListed
                {
                    ReconciliationId = list.Command.ReconciliationId,
                    Connection = list.Connection,
                    Page = page,
                    Pages = pages,
                    Failure = failure,
                    Deliveries = content,
                },
                cancellationToken
            );
    }

    /// <summary>Sent within the window, so that its status must have changed in it, and neither listed nor found by its reference.</summary>
    private async Task<IReadOnlyList<ListedDelivery>> NotFoundAsync(
        WarehouseListDocument list,
        HashSet<string> listed,
        CancellationToken cancellationToken
    )
    {
        var warehouse = warehouses[list.Connection].External;
        var query = DeliveryDocument
            .ByState.Where(list.Connection, DeliveryState.AtWarehouse)
            .AtLeast(list.Command.From)
            .Take(10_000);
        var missing = new List<ListedDelivery>();
        foreach (
            var delivery in (await deliveries.QueryAsync(query, cancellationToken))
                .Where(one => one.WarehouseNumber is { } number && !listed.Contains(number))
                .Take(MaxLookups)
        )
        {
            if (await warehouse.FindAsync(delivery.Delivery.Reference, cancellationToken) is null)
            {
                missing.Add(
                    new ListedDelivery
                    {
                        Order = delivery.Delivery.OrderId,
                        Delivery = delivery.Delivery.DeliveryId,
                        WarehouseNumber = delivery.WarehouseNumber!,
                        Status = ListedStatus.NotFound,
                    }
                );
            }
        }

        return missing;
    }

    private static ListedDelivery Listed(DeliveryProgress progress, DeliveryDocument? known, bool isNews) =>
        new()
        {
            Order = known?.Delivery.OrderId,
            Delivery = known?.Delivery.DeliveryId,
            WarehouseNumber = progress.WarehouseNumber,
            Text = progress.Status,
            IsNews = isNews,
            TrackingNumbers = progress.TrackingNumbers,
            Status = progress.Kind switch
            {
                ProgressKind.PartlyShipped => ListedStatus.PartlyShipped,
                ProgressKind.Shipped => ListedStatus.Shipped,
                ProgressKind.Canceled => ListedStatus.Canceled,
                ProgressKind.Returned => ListedStatus.Returned,
                _ => ListedStatus.Open,
            },
        };
}
