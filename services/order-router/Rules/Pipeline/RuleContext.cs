namespace Crossdock.OrderRouter.Rules;

/// <summary>What the rules know beside the order itself.</summary>
public sealed record RuleContext
{
    /// <summary>The route of the order's cart; null if there is none.</summary>
    public OrderRoute? Route { get; init; }

    /// <summary>Counts the order's deliveries: 1, and one more for each release after a refusal.</summary>
    public int DeliveryNumber { get; init; } = 1;

    /// <summary>Why a person holds the order; null if nobody does.</summary>
    public string? HeldByPerson { get; init; }

    /// <summary>True if the customer's personal data were removed.</summary>
    public bool IsRedacted { get; init; }
}
