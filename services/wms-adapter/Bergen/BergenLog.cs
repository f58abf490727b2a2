namespace Crossdock.WmsAdapter.Bergen;

/// <summary>What the adapter has to tell an operator beside its answers.</summary>
internal sealed partial class BergenLog(ILogger logger, string connection)
{
    public void Doubled(string reference, IReadOnlyList<string> numbers) =>
        Doubled(logger, reference, string.Join(", ", numbers), connection);

    public void RefusedButThere(string reference, string reason) =>
        RefusedButThere(logger, reference, reason, connection);

    public void UnknownStatus(string number, string status) => UnknownStatus(logger, status, number, connection);

    public void RowsSkipped(string operation, int count) => RowsSkipped(logger, count, operation, connection);

    public void NegativeStock(int count) => NegativeStock(logger, count, connection);

    public void ParcelsHeldBack(string number, int count) => ParcelsHeldBack(logger, count, number, connection);

    [LoggerMessage(
        EventName = "BergenDeliveryDoubled",
        Level = LogLevel.Error,
        Message = "Bergen has delivery {Reference} more than once, as {Numbers}: have all but one cancelled there ({Connection})"
    )]
    private static partial void Doubled(ILogger logger, string reference, string numbers, string connection);

    [LoggerMessage(
        EventName = "BergenRefusedButThere",
        Level = LogLevel.Warning,
        Message = "Bergen refused delivery {Reference}, which it has already ({Reason}) ({Connection})"
    )]
    private static partial void RefusedButThere(ILogger logger, string reference, string reason, string connection);

    [LoggerMessage(
        EventName = "BergenUnknownStatus",
        Level = LogLevel.Warning,
        Message = "Bergen gives the unknown status {Status} to {WarehouseNumber}; it is taken as moving ({Connection})"
    )]
    private static partial void UnknownStatus(ILogger logger, string status, string warehouseNumber, string connection);

    [LoggerMessage(
        EventName = "BergenRowsSkipped",
        Level = LogLevel.Warning,
        Message = "{Count} rows of {Operation} lack a number, code or quantity and were left out ({Connection})"
    )]
    private static partial void RowsSkipped(ILogger logger, int count, string operation, string connection);

    [LoggerMessage(
        EventName = "BergenNegativeStock",
        Level = LogLevel.Warning,
        Message = "Bergen counts less than none of {Count} items; they are taken as none ({Connection})"
    )]
    private static partial void NegativeStock(ILogger logger, int count, string connection);

    [LoggerMessage(
        EventName = "BergenParcelsHeldBack",
        Level = LogLevel.Warning,
        Message = "{Count} parcels of {WarehouseNumber} have no tracking number or contents yet and were left out ({Connection})"
    )]
    private static partial void ParcelsHeldBack(ILogger logger, int count, string warehouseNumber, string connection);
}
