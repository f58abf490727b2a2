namespace Crossdock.OrderRouter.Rules;

/// <summary>What a rule does with an order.</summary>
public abstract record RuleOutcome
{
    private RuleOutcome() { }

    /// <summary>The next rule gets the draft.</summary>
    /// <param name="Draft">With what the rule changed.</param>
    /// <param name="What">What it changed, for people; null if there is nothing to report.</param>
    public sealed record Continue(OrderDraft Draft, string? What = null) : RuleOutcome;

    /// <summary>The order is not accepted.</summary>
    public sealed record Skip(string Reason) : RuleOutcome;

    /// <summary>The order waits: until a time, or until its cause is gone or a person releases it.</summary>
    /// <param name="Reason">Says what to do.</param>
    /// <param name="Kind">One of <see cref="Contracts.ExceptionKind"/>.</param>
    /// <param name="Subject">What tells holds of this kind apart; null if the reason does.</param>
    /// <param name="Until">The warehouse does not get it before; null if only a person or a change ends the hold.</param>
    public sealed record Hold(string Reason, string Kind, string? Subject = null, DateTimeOffset? Until = null)
        : RuleOutcome;

    /// <summary>This warehouse ships the order.</summary>
    /// <param name="Warehouse">The route to it.</param>
    /// <param name="What">Why, for people.</param>
    public sealed record RouteTo(OrderRoute Warehouse, string What) : RuleOutcome;
}
