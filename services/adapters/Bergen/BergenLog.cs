namespace Crossdock.Adapters.Bergen;

/// <summary>What the adapter has to tell an operator beside its answers.</summary>
internal sealed partial class BergenLog(ILogger logger, string connection)
{
    public void BergenDeliveryDoubled(string reference, IReadOnlyList<string> numbers) =>
        BergenDeliveryDoubled(logger, reference, string.Join(", ", numbers), connection);

    public void BergenRefusedButThere(string reference, string reason) =>
        BergenRefusedButThere(logger, reference, reason, connection);

    public void BergenTextReplaced(string reference, string note) =>
        BergenTextReplaced(logger, reference, note, connection);

    public void BergenUnknownStatus(string number, string status) =>
        BergenUnknownStatus(logger, status, number, connection);

    public void BergenRowsSkipped(string operation, int count) =>
        BergenRowsSkipped(logger, count, operation, connection);

    public void BergenNegativeStock(int count) => BergenNegativeStock(logger, count, connection);

    public void BergenParcelsHeldBack(string number, int count) =>
        BergenParcelsHeldBack(logger, count, number, connection);

    [LoggerMessage(
        LogLevel.Error,
        "Bergen has delivery {Reference} more than once, as {Numbers}: have all but one cancelled there ({Connection})"
    )]
    private static partial void BergenDeliveryDoubled(
        ILogger logger,
        string reference,
        string numbers,
        string connection
    );

    [LoggerMessage(
        LogLevel.Warning,
        "Bergen refused delivery {Reference}, which it has already ({Reason}) ({Connection})"
    )]
    private static partial void BergenRefusedButThere(
        ILogger logger,
        string reference,
        string reason,
        string connection
    );

    [LoggerMessage(LogLevel.Warning, "Delivery {Reference} was changed to be sent to Bergen: {Reason} ({Connection})")]
    private static partial void BergenTextReplaced(ILogger logger, string reference, string reason, string connection);

    [LoggerMessage(
        LogLevel.Warning,
        "Bergen gives the unknown status {Status} to {WarehouseNumber}; it is taken as moving ({Connection})"
    )]
    private static partial void BergenUnknownStatus(
        ILogger logger,
        string status,
        string warehouseNumber,
        string connection
    );

    [LoggerMessage(
        LogLevel.Warning,
        "{Count} rows of {Operation} lack a number, code or quantity and were left out ({Connection})"
    )]
    private static partial void BergenRowsSkipped(ILogger logger, int count, string operation, string connection);

    [LoggerMessage(
        LogLevel.Warning,
        "Bergen counts less than none of {Count} items; they are taken as none ({Connection})"
    )]
    private static partial void BergenNegativeStock(ILogger logger, int count, string connection);

    [LoggerMessage(
        LogLevel.Warning,
        "{Count} parcels of {WarehouseNumber} have no tracking number or contents yet and were left out ({Connection})"
    )]
    private static partial void BergenParcelsHeldBack(
        ILogger logger,
        int count,
        string warehouseNumber,
        string connection
    );
}
