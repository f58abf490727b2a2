using Crossdock.Contracts;

namespace Crossdock.OrderRouter.Rules;

/// <summary>The plan for an order: a delivery, a hold, or a skip.</summary>
public abstract record DeliveryPlan
{
    private DeliveryPlan() { }

    /// <summary>What each rule did, in their order.</summary>
    public IReadOnlyList<RuleStep> Steps { get; init; } = [];

    /// <summary>The lines for which something else than themselves is sent.</summary>
    public IReadOnlyList<ChangedLine> ChangedLines { get; init; } = [];

    public sealed record Deliver(DeliverOrder Command) : DeliveryPlan;

    /// <summary>The reason says what to do.</summary>
    /// <param name="Reason">For people.</param>
    /// <param name="Kind">One of <see cref="ExceptionKind"/>.</param>
    /// <param name="Subject">What tells holds of this kind apart; null if the reason does.</param>
    public sealed record Hold(string Reason, string Kind, string? Subject = null) : DeliveryPlan;

    /// <summary>The order is not accepted.</summary>
    public sealed record Skip(string Reason) : DeliveryPlan;

    /// <summary>Plans. Pure: everything it depends on is an argument.</summary>
    /// <param name="order">The order's current revision.</param>
    /// <param name="route">The route of its cart; null if there is none.</param>
    /// <param name="number">Counts the order's deliveries: 1, and one more for each release after a refusal.</param>
    public static DeliveryPlan For(OrderReceived order, OrderRoute? route, int number) =>
        RulePipeline.Run(order, new RuleContext { Route = route, DeliveryNumber = number }).Plan;
}
