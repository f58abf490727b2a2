namespace Crossdock.OrderRouter.Rules;

/// <summary>What the rules know beside the order itself.</summary>
public sealed record RuleContext
{
    /// <summary>The route of the order's cart; null if there is none.</summary>
    public OrderRoute? Route { get; init; }

    /// <summary>Counts the order's deliveries: 1, and one more for each release after a refusal.</summary>
    public int DeliveryNumber { get; init; } = 1;

    /// <summary>True if a delivery of it was ever sent: then it is no longer skipped.</summary>
    public bool HadDelivery { get; init; }

    /// <summary>The number of the order that has the same content and came before; null if there is none, or a person wants both.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>When the order first came; null if that is not known.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Why a person holds the order; null if nobody does.</summary>
    public string? HeldByPerson { get; init; }

    /// <summary>True if the customer's personal data were removed.</summary>
    public bool IsRedacted { get; init; }
}
