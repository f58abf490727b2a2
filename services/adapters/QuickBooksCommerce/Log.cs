namespace Crossdock.Adapters.QuickBooksCommerce;

internal static partial class Log
{
    [LoggerMessage(
        LogLevel.Warning,
        "{Connection}: the order {OrderNumber} in a list cannot be read: it has no readable id; the others are"
    )]
    public static partial void OrderUnreadable(ILogger logger, string connection, string orderNumber);

    [LoggerMessage(
        LogLevel.Warning,
        "{Connection}: the SKU {Sku} is on {Count} variants; QuickBooks Commerce allows that, a warehouse does not"
    )]
    public static partial void SkuShared(ILogger logger, string connection, string sku, int count);

    [LoggerMessage(
        LogLevel.Information,
        "{Connection}: shipment {ShipmentId} of order {OrderNumber} ({OrderId}) of {Merchant} is in the cart already, as fulfillment {FulfillmentId}"
    )]
    public static partial void ShipmentFound(
        ILogger logger,
        string connection,
        Guid shipmentId,
        string orderNumber,
        Guid orderId,
        string merchant,
        long? fulfillmentId
    );

    [LoggerMessage(
        LogLevel.Information,
        "{Connection}: fulfillment {FulfillmentId} of order {OrderNumber} ({OrderId}), packed by hand, is voided: the goods left in other parcels"
    )]
    public static partial void PackingVoided(
        ILogger logger,
        string connection,
        long? fulfillmentId,
        string orderNumber,
        Guid orderId
    );

    [LoggerMessage(LogLevel.Information, "{Connection}: stock of {Count} items was adjusted ({Reference})")]
    public static partial void StockAdjusted(ILogger logger, string connection, int count, string reference);

    [LoggerMessage(
        LogLevel.Information,
        "{Connection}: {Read} variants were read for the list of SKUs, which has {Count}"
    )]
    public static partial void SkuListRead(ILogger logger, string connection, int read, int count);
}
