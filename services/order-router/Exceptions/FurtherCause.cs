using Crossdock.Platform.Storage;

namespace Crossdock.OrderRouter.Exceptions;

/// <summary>
/// A hint that an order on hold has a cause beside its first one, by which alone the orders are indexed. It is checked against the order
/// whenever it is used, and deleted once it is no longer so.
/// </summary>
public sealed class FurtherCause : Document
{
    /// <summary>By the cause, longest first.</summary>
    public static Index<FurtherCause> ByCause { get; } = new(f => f.CauseId, f => f.Since, f => f.Id);

    public static CollectionDefinition<FurtherCause> Collection { get; } = new("further_causes", ByCause);

    public required string CauseId { get; set; }
    public required string OrderId { get; set; }

    /// <summary>Since when it was known.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>No order's id has it.</summary>
    public const char Separator = ':';

    public static string IdOf(string orderId, string causeId) => $"{orderId}{Separator}{causeId}";
}
