namespace Crossdock.OrderRouter.Rules;

/// <summary>What one rule did with an order.</summary>
/// <param name="Rule">The name of the rule.</param>
/// <param name="Outcome">One of <see cref="Changed"/>, <see cref="Routed"/>, <see cref="Waits"/>, <see cref="Held"/>, <see cref="Skipped"/>.</param>
/// <param name="What">For people.</param>
public sealed record RuleStep(string Rule, string Outcome, string What)
{
    /// <summary>The draft of the delivery changed.</summary>
    public const string Changed = "changed";

    /// <summary>The warehouse was chosen.</summary>
    public const string Routed = "routed";

    /// <summary>The delivery waits until a time.</summary>
    public const string Waits = "waits";

    /// <summary>The order is on hold.</summary>
    public const string Held = "held";

    /// <summary>The order is not accepted.</summary>
    public const string Skipped = "skipped";
}
