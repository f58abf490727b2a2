namespace Crossdock.Contracts;

/// <summary>What a warehouse says of a delivery.</summary>
public enum ListedStatus
{
    /// <summary>It is being worked on, or stopped.</summary>
    Open,
    PartlyShipped,
    Shipped,
    Canceled,
    Returned,

    /// <summary>The warehouse does not find it.</summary>
    NotFound,
}
