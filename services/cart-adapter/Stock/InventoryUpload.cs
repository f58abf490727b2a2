using Crossdock.Adapters;
using Crossdock.Contracts;
using Crossdock.Platform.Connections;
using Crossdock.Platform.Work;

namespace Crossdock.CartAdapter.Stock;

/// <summary>Inventory Upload: sets the cart's stock levels, many items per call.</summary>
public sealed partial class InventoryUpload(
    ConnectionSet<ICart> carts,
    TimeProvider time,
    ILogger<InventoryUpload> logger
) : Worker<StockLevelDocument>
{
    public override int BatchSize => 250;

    public override async Task StepAsync(
        IReadOnlyList<StockLevelDocument> documents,
        CancellationToken cancellationToken
    )
    {
        var connection = documents[0].Connection;
        var (settings, cart, _) = carts[connection];
        var problems = await cart.SetStockAsync(
            [
                .. documents.Select(d => new StockLevel
                {
                    Sku = d.Sku,
                    OnHand = d.OnHand,
                    AsOf = d.AsOf,
                }),
            ],
            $"XD-{Guid.CreateVersion7(time.GetUtcNow()):N}",
            cancellationToken
        );
        foreach (var document in documents)
        {
            var problem = problems.GetValueOrDefault(document.Sku);
            if (problem is not null && problem != document.Problem)
            {
                StockNotSet(logger, document.Sku, settings.Merchant, connection, problem);
            }

            (document.Problem, document.SetAt) = (problem, time.GetUtcNow());
            document.Done();
        }

        StockSet(logger, settings.Merchant, connection, documents.Count - problems.Count);
    }

    [LoggerMessage(LogLevel.Information, "Set {Items} stock levels of {Merchant} in {Connection}")]
    private static partial void StockSet(ILogger logger, string merchant, string connection, int items);

    [LoggerMessage(LogLevel.Warning, "The stock level of {Sku} of {Merchant} cannot be set in {Connection}: {Reason}")]
    private static partial void StockNotSet(
        ILogger logger,
        string sku,
        string merchant,
        string connection,
        string reason
    );
}
